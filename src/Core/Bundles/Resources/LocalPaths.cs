using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>Relative paths are read from the folder of the file in which they are written.</summary>
sealed class LocalPaths(BundleFiles files, string remoteRoot, Findings findings)
{
    /// <summary>Absolute paths and URLs are somebody else's files.</summary>
    public static bool IsLocal(string path) =>
        path.Length > 0 && path[0] is not '/' && !path.Contains("://", StringComparison.Ordinal)
        && !path.StartsWith("dbfs:", StringComparison.Ordinal);

    public ScalarNode Notebook(ScalarNode value, NodePath path)
    {
        if (!IsLocal(value.Text) || Locate(value, path, "notebook") is not { } file)
        {
            return value;
        }

        if (!Notebooks.IsNotebook(file, files.Read(file)))
        {
            findings.Error(
                $"file at {file} is not a notebook", path, value, "A source file becomes a notebook by its first line, for example '# Databricks notebook source'.");
            return value;
        }

        return value.As(ScalarType.String, $"{remoteRoot}/{Notebooks.RemotePath(file)}");
    }

    public ScalarNode File(ScalarNode value, NodePath path)
    {
        if (!IsLocal(value.Text) || Locate(value, path, "file") is not { } file)
        {
            return value;
        }

        if (Notebooks.IsNotebook(file, files.Read(file)))
        {
            findings.Error($"expected a file for \"{path}\" but got a notebook: {file} is a notebook", path, value);
            return value;
        }

        return value.As(ScalarType.String, $"{remoteRoot}/{file}");
    }

    string? Locate(ScalarNode value, NodePath path, string kind)
    {
        var folder = value.Locations is [var location, ..] ? location.Folder : "";
        if (Combine(folder, value.Text) is not { } file)
        {
            findings.Error($"path {value.Text} is not contained in the bundle root", path, value);
            return null;
        }

        if (files.Contains(file))
        {
            return file;
        }

        var elsewhere = value.Locations.Select(other => Combine(other.Folder, value.Text)).FirstOrDefault(other => other is not null && files.Contains(other));
        findings.Error(
            $"{kind} {file} not found",
            path,
            value,
            elsewhere is not null
                ? $"{elsewhere} exists. Paths are relative to the file that holds them; write it as seen from {value.Locations[0].File}."
                : Resolving.Suggestions.For(file, files.Paths));
        return null;
    }

    /// <returns>Null when the path leaves the bundle.</returns>
    static string? Combine(string folder, string relative)
    {
        var parts = new List<string>();
        foreach (var part in $"{folder}/{relative}".Split('/').Where(part => part is not ("" or ".")))
        {
            if (part is not "..")
            {
                parts.Add(part);
            }
            else if (parts.Count == 0)
            {
                return null;
            }
            else
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return string.Join('/', parts);
    }
}
