"""The pytest plugin, in projects of its own. Each runs pytest in a process, so each tells several things."""

from __future__ import annotations

import textwrap

import pytest

pytest_plugins = ["pytester"]


@pytest.fixture
def outcome_of(pytester):
    """outcome_of(source, *arguments): how pytest ends on a test module."""

    def run(source, *arguments, configuration=""):
        pytester.makeini("[pytest]\nfilterwarnings = error\n" + textwrap.dedent(configuration))
        pytester.makepyfile(source)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider", *arguments)

    return run


def test_async_tests_when_they_use_the_app_then_they_run_on_its_loop_each_in_an_app_of_its_own(outcome_of):
    result = outcome_of("""
        import asyncio

        import omni.kit.app
        import omni.usd
        import pytest
        from pxr import UsdGeom

        import kitless

        seen = []

        async def test_on_the_loop(kitless_app):
            before = kitless_app.update_count
            await omni.kit.app.get_app().next_update_async()
            assert kitless_app.update_count == before + 1
            assert asyncio.get_running_loop() is kitless_app.loop
            kitless_app.settings.set("/left/behind", 1)
            seen.append(kitless_app)

        @pytest.mark.parametrize("number", [1, 2])
        async def test_with_parameters_and_other_fixtures(number, kitless_app, tmp_path):
            await kitless_app.next_update()
            assert number in (1, 2)
            assert tmp_path.is_dir()
            assert kitless_app not in seen
            assert kitless_app.settings.get("/left/behind") is None
            seen.append(kitless_app)

        def test_the_stage(kitless_stage):
            assert kitless_stage is omni.usd.get_context().get_stage()
            assert UsdGeom.GetStageUpAxis(kitless_stage) == "Z"
            assert UsdGeom.GetStageMetersPerUnit(kitless_stage) == 1.0
            assert kitless_stage.GetDefaultPrim().GetPath() == "/World"
            kitless.get_app().run(omni.usd.get_context().new_stage_async())

        def test_no_app_is_left():
            with pytest.raises(kitless.KitlessError):
                kitless.get_app()
    """)

    result.assert_outcomes(passed=5)


def test_async_test_cases_when_collected_then_they_have_an_app_and_failures_are_told(outcome_of):
    result = outcome_of("""
        import omni.kit.app
        from omni.kit.test import AsyncTestCase

        class TestWindow(AsyncTestCase):
            async def setUp(self):
                await omni.kit.app.get_app().next_update_async()
                self.ready = True

            async def test_passes(self):
                await self.wait_n_updates(2)
                self.assertTrue(self.ready)

            async def test_fails(self):
                await self.wait_n_updates(1)
                self.assertEqual("left", "right")

            async def test_skips(self):
                self.skipTest("never on Sundays")
    """)

    result.assert_outcomes(passed=1, failed=1, skipped=1)
    result.stdout.fnmatch_lines(["*AssertionError: 'left' != 'right'*"])


def test_configuration_and_marker_when_given_then_the_app_starts_with_both(
    outcome_of, make_extension, tmp_path
):
    make_extension("my.tool", extension="VALUE = 42\n")
    make_extension("other.tool")
    result = outcome_of(
        """
        import carb.settings
        import pytest

        def setting(path):
            return carb.settings.get_settings().get(path)

        def test_the_configuration(kitless_app):
            import my.tool
            assert my.tool.VALUE == 42
            assert (setting("/my/level"), setting("/my/name")) == (3, "of the configuration")

        @pytest.mark.kitless(exts=["other.tool"], settings={"/my/name": "of the marker"})
        def test_the_marker(kitless_app):
            assert (setting("/my/level"), setting("/my/name")) == (3, "of the marker")
            assert kitless_app.extensions.is_extension_enabled("other.tool")
            assert kitless_app.extensions.is_extension_enabled("my.tool")

        def test_the_next_one_is_as_configured(kitless_app):
            assert not kitless_app.extensions.is_extension_enabled("other.tool")
        """,
        "--strict-markers",
        configuration=f"""
            kitless_ext_folders = {tmp_path / "exts"}
            kitless_exts = my.tool
            kitless_settings =
                /my/level=3
                /my/name=of the configuration
        """,
    )

    result.assert_outcomes(passed=3)


def test_the_scope_when_it_is_the_session_then_all_tests_share_one_app_and_its_modules(
    pytester, make_extension, tmp_path
):
    make_extension("my.tool", extension="class Thing: pass\n")
    pytester.makepyprojecttoml(f"""
        [tool.pytest.ini_options]
        kitless_ext_folders = ["{tmp_path / "exts"}"]
        kitless_exts = ["my.tool"]
        kitless_settings = ["/my/level=3"]
        kitless_app_scope = "session"
    """)
    pytester.makepyfile("""
        seen = []

        def remember(app):
            import my.tool
            seen.append((app, my.tool.Thing))
            assert app.settings.get("/my/level") == 3

        def test_one(kitless_app):
            remember(kitless_app)

        async def test_two(kitless_app):
            remember(kitless_app)
            assert seen[0] == seen[1]
    """)

    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")

    result.assert_outcomes(passed=2)


def test_other_peoples_tests_when_run_then_the_plugin_leaves_them_alone(outcome_of):
    result = outcome_of(
        """
        import sys
        import unittest

        def test_plain():
            pass

        class TestPlain(unittest.IsolatedAsyncioTestCase):
            async def test_it(self):
                pass

        def test_nothing_heavy_was_loaded():
            assert not {"warp", "kitless.replicator"} & set(sys.modules)
        """
    )

    result.assert_outcomes(passed=3)


def test_an_app_of_somebody_else_when_it_runs_then_the_fixture_leaves_it_running(outcome_of):
    result = outcome_of(
        """
        import pytest
        import kitless

        @pytest.fixture(scope="module")
        def own_app():
            app = kitless.start()
            yield app
            assert app.is_running
            app.shutdown()

        def test_one(own_app, kitless_app):
            assert own_app is kitless_app

        def test_two(own_app):
            assert own_app.is_running
        """
    )

    result.assert_outcomes(passed=2)
