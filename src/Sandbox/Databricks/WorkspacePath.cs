namespace ReleasePortal.Sandbox.Databricks;

/// <summary>Paths in a workspace. <c>/Workspace/Users/x</c> and <c>/Users/x</c> are the same place.</summary>
static class WorkspacePath
{
    const string Alias = "/Workspace";

    public static string Parse(string text)
    {
        if (!text.StartsWith('/'))
        {
            throw DatabricksRefusal.Invalid($"Path ({text}) doesn't start with '/'");
        }

        var path = text == Alias || text.StartsWith(Alias + "/", StringComparison.Ordinal) ? text[Alias.Length..] : text;
        return path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";
    }

    public static string ParentOf(string path) => path[..path.LastIndexOf('/')] is { Length: > 0 } parent ? parent : "/";

    public static bool IsUnder(string path, string folder) => path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    public static bool IsChild(string path, string folder) => path != "/" && ParentOf(path) == folder;
}
