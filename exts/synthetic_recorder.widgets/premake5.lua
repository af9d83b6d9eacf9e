-- The name of the folder is the name of the extension; its version is in config/extension.toml.
local ext = get_current_extension_info()

project_ext(ext)

-- The extension is Python and data: the build links its folders into the target, it copies and compiles nothing.
-- (config is linked by project_ext.)
repo_build.prebuild_link {
    { "data", ext.target_dir .. "/data" },
    { "docs", ext.target_dir .. "/docs" },
    { "synthetic_recorder", ext.target_dir .. "/synthetic_recorder" },
}
