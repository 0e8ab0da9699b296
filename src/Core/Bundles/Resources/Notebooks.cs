using System.Text;
using System.Text.Json;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>
/// Which files become notebooks, and under which name. Source: https://docs.databricks.com/aws/en/notebooks/notebook-export-import
/// </summary>
static class Notebooks
{
    const string Mark = "Databricks notebook source";

    public static bool IsNotebook(string path, ReadOnlyMemory<byte> content) => Path.GetExtension(path) switch
    {
        ".py" or ".r" or ".R" => StartsWith(content, $"# {Mark}"),
        ".scala" => StartsWith(content, $"// {Mark}"),
        ".sql" => StartsWith(content, $"-- {Mark}"),
        ".ipynb" => IsJupyter(content),
        _ => false,
    };

    public const string Extensions = "[.py, .r, .scala, .sql, .ipynb]";

    /// <summary>Whether a file would get this path, had it the mark of a notebook.</summary>
    public static bool IsNamed(string path, string remotePath) => Path.GetExtension(path).Length > 0 && RemotePath(path) == remotePath;

    /// <summary>The workspace drops the extension of a notebook.</summary>
    public static string RemotePath(string path) =>
        path.EndsWith(".designer.ipynb", StringComparison.Ordinal) ? path : path[..^Path.GetExtension(path).Length];

    static bool StartsWith(ReadOnlyMemory<byte> content, string mark)
    {
        var start = Encoding.UTF8.GetString(content.Span[..Math.Min(content.Length, 200)]).TrimStart('\uFEFF');
        return string.Equals(start.Split('\n')[0].TrimEnd(), mark, StringComparison.Ordinal);
    }

    static bool IsJupyter(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("nbformat", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
