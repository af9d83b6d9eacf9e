-- For a build inside a checkout of kit-app-template, which brings repo_build and the Kit SDK (docs/ says how).
-- To use the extensions as they are, no build is needed: --ext-folder exts --enable synthetic_recorder.window

repo_build = require("omni/repo/build")

root = repo_build.get_abs_path(".")

kit = require("_repo/deps/repo_kit_tools/kit-template/premake5-kit")
kit.setup_all({ cppdialect = "C++17" })

-- kit.setup_all finds extensions in source/extensions only, so each one of ours is named here.
include("exts/synthetic_recorder.core/premake5.lua")
include("exts/synthetic_recorder.labels/premake5.lua")
include("exts/synthetic_recorder.preview/premake5.lua")
include("exts/synthetic_recorder.widgets/premake5.lua")
include("exts/synthetic_recorder.window/premake5.lua")
