using ReleasePortal.Sandbox.Hosting;

namespace ReleasePortal.Sandbox.Databricks.Sql;

/// <summary>Lays files of the workspace out where the engine may read them, for as long as one notebook runs.</summary>
sealed class WorkspaceReading(StateFile<DatabricksState> state, StageDatabase database) : IDisposable
{
    const string VolumesRoot = "/Volumes/";

    readonly string _folder = Path.Combine(database.Inbox, Guid.NewGuid().ToString("N"));

    /// <param name="path">A file or folder: <c>file:/Workspace/...</c> or <c>/Volumes/...</c>.</param>
    /// <exception cref="SqlNotRunException">Nothing is there.</exception>
    public IReadOnlyList<string> Find(string path)
    {
        var name = path.StartsWith("file:", StringComparison.Ordinal) ? path["file:".Length..] : path;
        var files = name.StartsWith(VolumesRoot, StringComparison.Ordinal) ? InVolume(name[VolumesRoot.Length..])
            : name.StartsWith("/Workspace/", StringComparison.Ordinal) ? InWorkspace(WorkspacePath.Parse(name))
            : throw new SqlNotRunException($"The sandbox reads files in /Volumes and file:/Workspace, not {path}.");
        return files.Length > 0 ? files : throw new SqlNotRunException($"[PATH_NOT_FOUND] Path does not exist: {path}.");
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    string[] InVolume(string path)
    {
        var full = Path.GetFullPath(Path.Combine(database.Volumes, path));
        return !full.StartsWith(database.Volumes + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? []
            : File.Exists(full) ? [full]
            : Directory.Exists(full) ? [.. Directory.EnumerateFiles(full).Order(StringComparer.Ordinal)]
            : [];
    }

    string[] InWorkspace(string path)
    {
        var found = state.Read(workspace => workspace.Files.Values
            .Where(file => !file.IsDirectory && (file.Path == path || WorkspacePath.IsChild(file.Path, path)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToArray());
        Directory.CreateDirectory(_folder);
        return [.. found.Select(LaidOut)];
    }

    string LaidOut(WorkspaceObject file)
    {
        var path = Path.Combine(_folder, file.Path[(file.Path.LastIndexOf('/') + 1)..]);
        File.WriteAllBytes(path, file.Content);
        return path;
    }
}
