"""Settings that are kept from one App to the next."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kitless.app.persistent_settings import PersistentSettings
from kitless.app.settings import Settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "user.config.json"


def saved(file: Path) -> dict[str, object]:
    return json.loads(file.read_text(encoding="utf-8"))


def kept(file: Path, settings: Settings) -> None:
    """What an App does with its settings from beginning to end."""
    PersistentSettings(settings, file).close()


def test_close_when_settings_were_changed_then_the_next_ones_have_them(file):
    first = Settings()
    persistent = PersistentSettings(first, file)
    first.set("/persistent/exts/alpha", {"folder": "/ü", "sizes": [1, 2.5], "on": True})
    first.set("/exts/alpha/not_kept", 1)
    persistent.close()

    second = Settings()
    kept(file, second)

    assert second.get("/") == {
        "persistent": {"exts": {"alpha": {"folder": "/ü", "sizes": [1, 2.5], "on": True}}}
    }


def test_close_when_nothing_was_changed_then_no_file_is_written(file):
    kept(file, Settings())

    assert not file.exists()


def test_close_when_a_setting_is_a_manifests_default_then_it_is_not_kept(file):
    settings = Settings()
    persistent = PersistentSettings(settings, file)
    settings.set_default("/persistent/exts/alpha/frames", 10)
    settings.set_default("/persistent/exts/alpha/name", "x")
    settings.set("/persistent/exts/alpha/name", "mine")

    persistent.close()

    assert saved(file) == {"/persistent/exts/alpha/name": "mine"}


def test_close_when_a_setting_was_removed_then_it_is_gone_from_the_file(file):
    settings = Settings()
    persistent = PersistentSettings(settings, file)
    settings.set("/persistent/a", 1)
    settings.set("/persistent/b", 1)
    persistent.save()
    settings.destroy_item("/persistent/a")

    persistent.close()

    assert saved(file) == {"/persistent/b": 1}


def test_read_when_a_value_was_set_before_then_that_goes_first_and_before_a_default_the_file_does(file):
    settings = Settings()
    persistent = PersistentSettings(settings, file)
    settings.set("/persistent", {"set": 1, "default": 1})
    persistent.close()
    later = Settings()
    later.set("/persistent/set", 2)
    later.set_default("/persistent/default", 2)

    kept(file, later)

    assert later.get("/persistent") == {"set": 2, "default": 1}


def test_save_if_due_when_the_last_one_was_just_now_then_it_waits(file, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("kitless.app.persistent_settings.time.monotonic", lambda: now[0])
    settings = Settings()
    persistent = PersistentSettings(settings, file)
    settings.set("/persistent/a", 1)
    persistent.save_if_due()
    settings.set("/persistent/a", 2)

    now[0] = 100.9
    persistent.save_if_due()
    assert saved(file) == {"/persistent/a": 1}
    now[0] = 101.0
    persistent.save_if_due()

    assert saved(file) == {"/persistent/a": 2}


@pytest.mark.parametrize(
    "content",
    [
        '{"/persistent/a": 1',
        "[1]",
        '{"/elsewhere": 1}',
        '{"/persistent/": 1}',
        '{"/persistent/a": NaN, 3}',
        "[" * 100_000,
        "\xff\xfe",
    ],
    ids=lambda content: content[:20],
)
def test_read_when_the_file_is_damaged_then_it_is_set_aside_with_a_warning(file, content, caplog):
    file.parent.mkdir()
    file.write_bytes(content.encode("latin-1"))
    settings = Settings()

    persistent = PersistentSettings(settings, file)
    settings.set("/persistent/b", 2)
    persistent.close()

    assert saved(file) == {"/persistent/b": 2}
    assert file.with_name("user.config.json.damaged").read_bytes() == content.encode("latin-1")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "it is now user.config.json.damaged, and defaults are used" in caplog.text


def test_save_when_the_file_cannot_be_written_then_it_is_logged_and_the_app_goes_on(tmp_path, caplog):
    (tmp_path / "config").write_text("a file where the folder would be")
    settings = Settings()
    persistent = PersistentSettings(settings, tmp_path / "config" / "user.config.json")
    settings.set("/persistent/a", 1)

    persistent.close()

    assert "are not kept" in caplog.text


def test_save_when_a_folder_stands_where_the_file_would_be_then_nothing_is_left_beside_it(tmp_path, caplog):
    (tmp_path / "user.config.json").mkdir()
    settings = Settings()
    persistent = PersistentSettings(settings, tmp_path / "user.config.json")
    settings.set("/persistent/a", 1)

    persistent.close()

    assert "are not kept" in caplog.text
    assert [path.name for path in tmp_path.iterdir()] == ["user.config.json"]


def test_start_when_it_keeps_persistent_settings_then_the_next_app_has_them_and_extensions_see_them(
    tmp_path, make_extension
):
    make_extension(
        "alpha",
        """
        import carb.settings

        seen = carb.settings.get_settings().get("/persistent/exts/alpha/folder")
        """,
        '[settings]\npersistent.exts.alpha.folder = "default"\n',
    )
    script = """
        import sys
        from pathlib import Path
        import kitless

        folder, file = sys.argv[1:]
        def start(**arguments):
            app = kitless.start(["alpha"], ext_folders=[folder], **arguments)
            import alpha
            return app, alpha.seen

        app, seen = start(persistent_settings=file)
        assert seen == "default"
        app.settings.set("/persistent/exts/alpha/folder", "mine")
        app.shutdown()
        app, seen = start()
        assert seen == "default"
        app.shutdown()
        app, seen = start(persistent_settings=Path(file))
        assert seen == "mine"
        app.shutdown()
        app, seen = start(persistent_settings=file, settings={"/persistent/exts/alpha/folder": "given"})
        assert seen == "given"
        app.shutdown()
    """
    command = [
        sys.executable,
        "-W",
        "error",
        "-c",
        textwrap.dedent(script),
        str(tmp_path),
        str(tmp_path / "file"),
    ]

    finished = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)

    assert finished.returncode == 0, finished.stderr
    assert saved(tmp_path / "file") == {"/persistent/exts/alpha/folder": "given"}


def test_start_when_it_keeps_persistent_settings_for_the_person_then_they_are_in_their_folder(tmp_path):
    script = """
        import kitless
        app = kitless.start(persistent_settings=True)
        app.settings.set("/persistent/a", 1)
        app.shutdown()
    """
    environment = {"XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)}
    command = [sys.executable, "-c", textwrap.dedent(script)]

    subprocess.run(command, check=True, env=environment, timeout=60)

    assert saved(tmp_path / "kitless" / "user.config.json") == {"/persistent/a": 1}
