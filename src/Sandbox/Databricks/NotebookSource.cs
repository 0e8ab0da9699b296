using System.Text;

namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Tells a notebook from a file by its first line, as the service does.</summary>
static class NotebookSource
{
    static readonly (string Extension, string Header, string Language)[] Kinds =
    [
        (".py", "# Databricks notebook source", "PYTHON"),
        (".sql", "-- Databricks notebook source", "SQL"),
        (".scala", "// Databricks notebook source", "SCALA"),
        (".r", "# Databricks notebook source", "R"),
    ];

    /// <summary>The path without extension and the language, or null if it is just a file.</summary>
    public static (string Path, string Language)? Detect(string path, byte[] content)
    {
        var extension = Path.GetExtension(path);
        if (extension is ".ipynb")
        {
            return (path[..^extension.Length], "PYTHON");
        }

        var start = Encoding.UTF8.GetString(content, 0, Math.Min(content.Length, 200)).TrimStart('\uFEFF').Split('\n')[0].TrimEnd();
        foreach (var kind in Kinds)
        {
            if (string.Equals(kind.Extension, extension, StringComparison.OrdinalIgnoreCase)
                && start == kind.Header)
            {
                return (path[..^extension.Length], kind.Language);
            }
        }

        return null;
    }

    public static string ExtensionOf(string? language) =>
        Kinds.FirstOrDefault(kind => kind.Language == language).Extension?.TrimStart('.') ?? "";
}
