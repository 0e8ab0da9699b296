using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resources;

/// <summary>
/// Turns local paths of one resource into those that the files get in the workspace. A relative path is read from the folder of the
/// file in which it is written, which need not be the resource's.
/// </summary>
sealed class LocalPaths(BundleFiles files, RemoteFolder remote, MapNode resource, Findings findings)
{
    /// <summary>Absolute paths and URLs are somebody else's files.</summary>
    public static bool IsLocal(string path) =>
        path.Length > 0 && path[0] is not '/' && !path.Contains("://", StringComparison.Ordinal)
        && !path.StartsWith("dbfs:", StringComparison.Ordinal) && !path.StartsWith("${", StringComparison.Ordinal);

    public ScalarNode Notebook(ScalarNode value, NodePath path)
    {
        if (!IsLocal(value.Text) || File(value, path, "notebook") is not { } file)
        {
            return value;
        }

        if (!Notebooks.IsNotebook(file, files.Read(file)))
        {
            findings.Error(
                $"file at {file} is not a notebook",
                path, value,
                "A source file becomes a notebook by its first line, for example '# Databricks notebook source'.");
            return value;
        }

        return value.As(ScalarType.String, remote.Of(Notebooks.RemotePath(file)));
    }

    public ScalarNode File(ScalarNode value, NodePath path)
    {
        if (!IsLocal(value.Text) || File(value, path, "file") is not { } file)
        {
            return value;
        }

        if (Notebooks.IsNotebook(file, files.Read(file)))
        {
            findings.Error($"expected a file for \"{path}\" but got a notebook: {file} is a notebook", path, value);
            return value;
        }

        return value.As(ScalarType.String, remote.Of(file));
    }

    public ScalarNode Directory(ScalarNode value, NodePath path)
    {
        if (!IsLocal(value.Text) || Combine(value, path) is not { } folder)
        {
            return value;
        }

        if (folder.Length > 0 && !files.ContainsFolder(folder))
        {
            findings.Error(
                files.Contains(folder) ? $"expected a directory but got a file: {folder}" : $"directory {folder} not found",
                path, value);
            return value;
        }

        return value.As(ScalarType.String, remote.Of(folder));
    }

    /// <summary>A pattern stays one, below the folder it starts in.</summary>
    public ScalarNode Pattern(ScalarNode value, NodePath path) =>
        !IsLocal(value.Text) || Combine(value, path) is not { } pattern ? value : value.As(ScalarType.String, remote.Of(pattern));

    /// <summary>Stays local, but seen from the sync root; a deployment uploads it and puts another path here.</summary>
    public ScalarNode Library(ScalarNode value, NodePath path, string prefix = "") =>
        !IsLocal(value.Text) || Combine(value, path) is not { } file
            ? value
            : value.As(ScalarType.String, prefix + remote.SyncRoot.Of(file));

    /// <summary>Seen from the bundle's root; null after saying that the path leaves what is synchronised.</summary>
    public string? Combine(ScalarNode value, NodePath path)
    {
        var combined = files.Resolve(RelativePath.FolderOf(value), value.Text);
        if (combined is not null && remote.SyncRoot.Of(combined) is not null)
        {
            return combined;
        }

        var hint = Elsewhere(value);
        findings.Error(
            $"path {value.Text} is not contained in the sync root",
            path, value,
            hint.Length > 0 || combined is null ? hint : "Only what sync.paths names comes into the workspace; add its folder there.");
        return null;
    }

    string? File(ScalarNode value, NodePath path, string kind)
    {
        var file = Combine(value, path);
        if (file is null || files.Contains(file))
        {
            return file;
        }

        var notebook = kind is "notebook" ? files.Paths.FirstOrDefault(each => Notebooks.IsNamed(each, file)) : null;
        var hint = notebook is null ? Elsewhere(value)
            : $"Local notebook references are expected to contain one of the following file extensions: {Notebooks.Extensions}. Write {notebook}.";
        findings.Error($"{kind} {file} not found", path, value, hint.Length > 0 ? hint : findings.Suggestions.For(file, files.Paths));
        return null;
    }

    /// <summary>A value from another file than the resource may have been meant as seen from there.</summary>
    string Elsewhere(ScalarNode value) => value.Locations.Concat(resource.Locations)
        .Select(other => files.Resolve(other.Folder, value.Text))
        .FirstOrDefault(other => other is not null && files.Contains(other) && remote.SyncRoot.Of(other) is not null) is { } found
            ? $"{found} exists. Paths are relative to the file that holds them; write it as seen from {value.Locations[0].File}."
            : "";
}
