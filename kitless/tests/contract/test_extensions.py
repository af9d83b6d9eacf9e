"""Extensions through Kit's own names: enabled, disabled, reloaded."""

import textwrap

import pytest


@pytest.fixture
def manager(app):
    import omni.kit.app  # noqa: PLC0415

    return omni.kit.app.get_app().get_extension_manager()


@pytest.fixture
def extension(app, tmp_path):
    """extension(id, code, dependencies): a folder with an extension, which the App can find."""

    def make(name, dependencies=(), startup="self, ext_id"):
        folder = tmp_path / "exts" / name
        package = folder.joinpath(*name.split("."))
        package.mkdir(parents=True)
        (folder / "config").mkdir()
        lines = "\n".join(f'"{each}" = {{}}' for each in dependencies)
        (folder / "config/extension.toml").write_text(
            f'[package]\nversion = "1.2.3"\n[dependencies]\n{lines}\n[[python.module]]\nname = "{name}"\n'
        )
        (package / "__init__.py").write_text(
            textwrap.dedent(f"""
                import builtins
                import omni.ext

                class Extension(omni.ext.IExt):
                    def on_startup({startup}):
                        builtins.contract_log.append(("up", "{name}"))

                    def on_shutdown(self):
                        builtins.contract_log.append(("down", "{name}"))
            """)
        )
        app.extensions.add_folder(tmp_path / "exts")

    return make


@pytest.fixture
def log(monkeypatch):
    import builtins  # noqa: PLC0415

    monkeypatch.setattr(builtins, "contract_log", [], raising=False)
    return builtins.contract_log


def test_an_extension_when_enabled_then_is_started_after_what_it_depends_on(manager, extension, log):
    extension("contract.base")
    extension("contract.above", ["contract.base", "omni.replicator.core", "omni.graph"])

    manager.set_extension_enabled_immediate("contract.above", True)

    assert log == [("up", "contract.base"), ("up", "contract.above")]
    assert manager.is_extension_enabled("contract.above")
    assert manager.get_enabled_extension_id("contract.above").startswith("contract.above-1.2.3")


def test_an_extension_when_disabled_and_enabled_again_then_is_started_anew(manager, extension, log):
    extension("contract.again")
    manager.set_extension_enabled_immediate("contract.again", True)

    manager.set_extension_enabled_immediate("contract.again", False)
    down = manager.is_extension_enabled("contract.again")
    manager.set_extension_enabled_immediate("contract.again", True)

    assert not down
    assert log == [("up", "contract.again"), ("down", "contract.again"), ("up", "contract.again")]


def test_an_extension_whose_on_startup_takes_no_id_when_enabled_then_is_started_too(manager, extension, log):
    extension("contract.plain", startup="self")

    manager.set_extension_enabled_immediate("contract.plain", True)

    assert log == [("up", "contract.plain")]


def test_extensions_with_packages_in_one_namespace_when_disabled_one_by_one_then_both_go(
    manager, extension, log
):
    extension("contract.deep.first")
    extension("contract.deep.second", ["contract.deep.first"])
    manager.set_extension_enabled_immediate("contract.deep.second", True)

    manager.set_extension_enabled_immediate("contract.deep.second", False)
    manager.set_extension_enabled_immediate("contract.deep.first", False)

    assert [each for each in log if each[0] == "down"] == [
        ("down", "contract.deep.second"),
        ("down", "contract.deep.first"),
    ]


def test_a_dependency_that_is_nowhere_when_enabled_then_the_error_names_it(app, extension, log):
    extension("contract.lonely", ["contract.nowhere"])

    with pytest.raises(Exception, match=r"contract\.nowhere"):
        app.extensions.enable("contract.lonely")


def test_two_extensions_that_need_each_other_when_enabled_then_the_error_names_both(app, extension, log):
    extension("contract.hen", ["contract.egg"])
    extension("contract.egg", ["contract.hen"])

    with pytest.raises(Exception, match=r"(hen.*egg|egg.*hen)"):
        app.extensions.enable("contract.hen")


def test_the_path_of_an_extension_when_asked_for_by_its_id_then_is_its_folder(
    manager, extension, log, tmp_path
):
    extension("contract.place")
    manager.set_extension_enabled_immediate("contract.place", True)

    path = manager.get_extension_path(manager.get_enabled_extension_id("contract.place"))

    assert path == str(tmp_path / "exts" / "contract.place")
