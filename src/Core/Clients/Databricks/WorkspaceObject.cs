namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>A node of the workspace's file tree.</summary>
/// <param name="Path">Absolute; a notebook's has no extension.</param>
/// <param name="ObjectType">NOTEBOOK, DIRECTORY, FILE, LIBRARY, REPO or DASHBOARD.</param>
public sealed record WorkspaceObject(string Path, string ObjectType, long? ObjectId, string? Language, long? Size)
{
    public bool IsDirectory => ObjectType is "DIRECTORY" or "REPO";
}
