"""`kitless` with extensions and scripts."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

from kitless.command_line.main import main


@pytest.fixture
def write_script(workplace):
    def write(source, name="script.py"):
        (workplace / name).write_text(textwrap.dedent(source))
        return name

    return write


def test_a_script_when_it_waits_awaits_and_leaves_a_task_then_all_of_it_is_done(
    kitless_command, write_script
):
    write_script(
        """
        import asyncio
        import sys

        import helper
        import omni.kit.app
        import omni.usd

        helper.say("with", *sys.argv[1:], "as", __name__)
        omni.usd.get_context().new_stage()
        omni.kit.app.get_app().update()

        async def later():
            for _ in range(3):
                await omni.kit.app.get_app().next_update_async()
            helper.say("later", sys.modules["__main__"].later is later)

        asyncio.ensure_future(later())
        helper.say("now")
        """
    )
    write_script("def say(*words): print(*words, flush=True)\n", "helper.py")

    ended = kitless_command("--headless", "--exec", "script.py one 'two three'")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == ["with one two three as __main__", "now", "later True"]


def test_a_script_when_extensions_and_settings_are_given_then_it_finds_them(
    make_extension, kitless_command, write_script
):
    make_extension("my.tool", extension="VALUE = 42\n")
    write_script(
        """
        import carb.settings
        import my.tool

        print(my.tool.VALUE, carb.settings.get_settings().get("/my/numbers"))
        """
    )

    ended = kitless_command(
        "--enable", "my.tool", "--headless", "--exec", "script.py", "--/my/numbers=[1, 2]"
    )

    assert (ended.code, ended.out) == (0, "42 [1, 2]\n")


@pytest.mark.parametrize(
    ("settings", "there"), [([], True), (["--/app/content/emptyStageOnStart=false"], False)]
)
def test_a_script_when_it_opens_no_stage_then_there_is_an_empty_one_unless_a_setting_says_no(
    kitless_command, write_script, settings, there
):
    write_script("import omni.usd\nprint(omni.usd.get_context().get_stage() is not None)\n")

    ended = kitless_command("--headless", "--exec", "script.py", *settings)

    assert (ended.out.strip(), ended.err) == (str(there), "")


def test_the_app_when_a_task_quits_it_then_it_ends_with_that_code_although_others_go_on(
    kitless_command, write_script
):
    write_script(
        """
        import asyncio
        import omni.kit.app

        async def endless():
            while True:
                await omni.kit.app.get_app().next_update_async()

        async def quit_soon():
            await omni.kit.app.get_app().next_update_async()
            omni.kit.app.get_app().post_quit(3)

        tasks = [asyncio.ensure_future(endless()), asyncio.ensure_future(quit_soon())]
        """
    )

    assert kitless_command("--headless", "--exec", "script.py").code == 3


@pytest.mark.parametrize(
    ("source", "code", "told"),
    [
        ("import sys\nsys.exit(5)", 5, ""),
        ("def work():\n    raise OSError('no disk')\nwork()", 1, "OSError: no disk"),
        ("import omni.kit.livestream", 1, "kitless does not implement omni.kit.livestream"),
        ("def broken(:\n", 1, "SyntaxError"),
        (
            "import asyncio\nasync def work():\n    raise OSError('no disk')\nkept = asyncio.ensure_future(work())",
            1,
            "OSError: no disk",
        ),
    ],
)
def test_a_script_when_it_ends_badly_then_exit_code_and_its_own_traceback_say_so(
    kitless_command, write_script, source, code, told
):
    write_script(source)

    ended = kitless_command("--headless", "--exec", "script.py")

    assert ended.code == code
    assert told in ended.err
    assert "run_app" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--exec", "nothing.py"], "nothing.py is not a file"),
        (["--enable", "no.such.extension"], "extension 'no.such.extension' was not found"),
    ],
)
def test_the_command_when_it_is_asked_for_what_is_not_there_then_one_message_says_so(
    kitless_command, arguments, told
):
    ended = kitless_command("--headless", *arguments)

    assert (ended.code, told in ended.err, "Traceback" in ended.err) == (2, True, False)


def test_persistent_settings_when_kept_then_the_next_run_has_them_and_reset_user_has_not(
    kitless_command, write_script, tmp_path, monkeypatch
):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    write_script(
        "import carb.settings\ncarb.settings.get_settings().set('/persistent/my/level', 7)\n", "set.py"
    )
    write_script(
        "import carb.settings\nprint(carb.settings.get_settings().get('/persistent/my/level'))\n", "get.py"
    )

    kitless_command("--headless", "--exec", "set.py")
    kept = kitless_command("--headless", "--exec", "get.py")
    reset = kitless_command("--headless", "--exec", "get.py", "--reset-user")
    off = kitless_command("--headless", "--exec", "get.py", "--/app/settings/persistent=0")

    assert (kept.out, reset.out, off.out) == ("7\n", "None\n", "None\n")


def test_help_when_asked_for_then_neither_the_app_nor_usd_nor_warp_is_loaded():
    program = (
        "import sys, kitless.command_line.main;"
        "print([name for name in ('pxr', 'warp', 'numpy', 'kitless.app', 'omni') if name in sys.modules])"
    )

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ended.stdout == "[]\n"


def test_the_command_when_nothing_is_asked_then_it_shows_its_help(capsys):
    with pytest.raises(SystemExit) as ended:
        main([])

    assert ended.value.code == 0
    assert "--ext-folder" in capsys.readouterr().out


def test_scripts_when_several_are_given_then_they_run_in_their_order_in_one_app(
    kitless_command, write_script
):
    write_script("import carb.settings; carb.settings.get_settings().set('/from/first', 1)\n", "first.py")
    write_script(
        "import sys, carb.settings; print(sys.argv[1:], carb.settings.get_settings().get('/from/first'))\n",
        "second.py",
    )

    ended = kitless_command("--headless", "--exec", "first.py", "--exec", "second.py x")

    assert (ended.code, ended.out) == (0, "['x'] 1\n")


def test_scripts_when_one_fails_then_the_next_is_not_run(kitless_command, write_script):
    write_script("raise ValueError('no camera')\n", "first.py")
    write_script("print('second')\n", "second.py")

    ended = kitless_command("--headless", "--exec", "first.py", "--exec", "second.py")

    assert (ended.code, ended.out) == (1, "")
    assert "ValueError: no camera" in ended.err


def test_a_script_when_its_path_has_blanks_and_quotes_then_it_is_found(kitless_command, write_script):
    write_script("print('found')\n", "anyone's script.py")

    assert kitless_command("--headless", "--exec", "anyone's script.py").out == "found\n"


@pytest.mark.parametrize("text", ["it's.py", "", "   ", "missing.py --flag"])
def test_a_script_when_it_is_not_there_then_the_message_says_so(kitless_command, workplace, text):
    ended = kitless_command("--exec", text)

    assert ended.code == 2
    assert "is not a file; a script with arguments is given in quotes" in ended.err


def test_editor_when_it_is_asked_for_then_its_windows_are_there_before_the_script_and_gone_after_it(
    kitless_command, write_script
):
    write_script(
        """
        import omni.kit.app
        import omni.ui as ui

        for _ in range(3):
            omni.kit.app.get_app().update()
        print(sorted(window.title for window in ui.Workspace.get_windows()))
        """
    )

    ended = kitless_command("--editor", "--headless", "--exec", "script.py")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "['Stage', 'Timeline', 'Viewport']\n"
