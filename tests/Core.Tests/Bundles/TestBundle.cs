using System.Text;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>Small bundles written where they are read.</summary>
static class TestBundle
{
    public static readonly DatabricksUser Principal = new("1", "e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04", "nanba-release");

    public static readonly DatabricksUser Ann = new("2", "ann.lee@nanba.example", "Ann Lee");

    public static readonly Uri Workspace = new("http://localhost:5084/");

    public const string Notebook = "# Databricks notebook source\nprint(1)\n";

    /// <summary>Pairs of path and content.</summary>
    public static BundleFiles Of(params (string Path, string Content)[] files) => In("", files);

    /// <summary>Paths are from the root of the repository in which the bundle has its folder.</summary>
    public static BundleFiles In(string folder, params (string Path, string Content)[] files) =>
        new(files.Select(file => KeyValuePair.Create(file.Path, Encoding.UTF8.GetBytes(file.Content))), folder);

    public static BundleFiles Of(string databricksYml) => Of(("databricks.yml", databricksYml), ("nb.py", Notebook));

    /// <summary>The bundle of this repository, as the sandbox's repository is seeded from it.</summary>
    public static BundleFiles Real()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "bundle");
        return new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file =>
            KeyValuePair.Create(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file))));
    }

    public static BundleValidation Validate(BundleFiles files, string? target = null, DatabricksUser? user = null) =>
        BundleValidation.Of(new() { Files = files, Target = target }, Workspace, user ?? Principal);

    public static BundleValidation Validate(string databricksYml, string? target = null) => Validate(Of(databricksYml), target);

    public static string Text(this BundleValidation validation) =>
        string.Join('\n', validation.Diagnostics.Select(diagnostic => diagnostic.ToString()));

    /// <summary>A file with one text put in the place of another, which must be there.</summary>
    public static BundleFiles With(this BundleFiles files, string path, string old, string replacement) =>
        new(files.Paths.Select(each =>
        {
            var text = Encoding.UTF8.GetString(files.Read(each).Span);
            if (each == path)
            {
                text.ShouldContain(old);
                text = text.Replace(old, replacement, StringComparison.Ordinal);
            }

            return KeyValuePair.Create(each, Encoding.UTF8.GetBytes(text));
        }));

    public static BundleFiles Without(this BundleFiles files, string path) =>
        new(files.Paths.Where(each => each != path).Select(each => KeyValuePair.Create(each, files.Read(each).ToArray())));

    public static BundleFiles And(this BundleFiles files, string path, string content) =>
        new(files.Paths.Select(each => KeyValuePair.Create(each, files.Read(each).ToArray()))
            .Append(KeyValuePair.Create(path, Encoding.UTF8.GetBytes(content))));
}
