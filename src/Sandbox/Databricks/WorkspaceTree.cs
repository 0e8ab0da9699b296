namespace ReleasePortal.Sandbox.Databricks;

/// <summary>What can be done with the objects of a workspace; the rules and the words are the service's.</summary>
static class WorkspaceTree
{
    public static WorkspaceObject Find(this DatabricksState state, string asked) =>
        state.Files.GetValueOrDefault(WorkspacePath.Parse(asked)) ?? throw DatabricksRefusal.NotFound($"Path ({asked}) doesn't exist.");

    public static void MakeFolders(this DatabricksState state, string asked, DateTimeOffset at)
    {
        var path = WorkspacePath.Parse(asked);
        if (state.Files.TryGetValue(path, out var there))
        {
            if (!there.IsDirectory)
            {
                throw DatabricksRefusal.Of(400, "RESOURCE_ALREADY_EXISTS", $"Path ({asked}) is not a directory.");
            }

            return;
        }

        if (path != "/")
        {
            state.MakeFolders(WorkspacePath.ParentOf(path), at);
        }

        state.Files.Add(path, new(state.NextId(), path, "DIRECTORY") { CreatedAt = at, ModifiedAt = at });
    }

    /// <summary>A notebook's source loses its extension; the folder must be there.</summary>
    public static void Import(this DatabricksState state, string asked, byte[] content, bool overwrite, DateTimeOffset at)
    {
        var path = WorkspacePath.Parse(asked);
        var notebook = NotebookSource.Detect(path, content);
        state.Put(notebook?.Path ?? path, asked, content, notebook?.Language, overwrite, at);
    }

    public static void Put(
        this DatabricksState state, string path, string asked, byte[] content, string? language, bool overwrite, DateTimeOffset at)
    {
        var parent = WorkspacePath.ParentOf(path);
        if (state.Files.GetValueOrDefault(parent) is not { IsDirectory: true })
        {
            var shown = asked[..asked.LastIndexOf('/')];
            throw DatabricksRefusal.NotFound($"The parent folder ({shown}) does not exist.");
        }

        var known = state.Files.GetValueOrDefault(path);
        if (known is { IsDirectory: true } || (known is not null && !overwrite))
        {
            throw DatabricksRefusal.Of(409, "RESOURCE_ALREADY_EXISTS", $"File already exists at ({asked}).");
        }

        state.Files[path] = new(known?.Id ?? state.NextId(), path, language is null ? "FILE" : "NOTEBOOK")
        {
            Language = language,
            Content = content,
            CreatedAt = known?.CreatedAt ?? at,
            ModifiedAt = at,
        };
    }

    public static void Delete(this DatabricksState state, string asked, bool recursive)
    {
        var found = state.Find(asked);
        string[] below = [.. state.Files.Keys.Where(path => WorkspacePath.IsUnder(path, found.Path))];
        if (below.Length > 0 && !recursive)
        {
            throw DatabricksRefusal.Of(400, "DIRECTORY_NOT_EMPTY", $"Folder ({asked}) is not empty");
        }

        foreach (var path in below)
        {
            state.Files.Remove(path);
        }

        state.Files.Remove(found.Path);
    }
}
