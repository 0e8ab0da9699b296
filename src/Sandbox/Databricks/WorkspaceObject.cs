namespace ReleasePortal.Sandbox.Databricks;

/// <summary>A directory, file or notebook. A notebook has a language and a name without extension.</summary>
public sealed record WorkspaceObject(long Id, string Path, string Type)
{
    public string? Language { get; init; }

    public byte[] Content { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ModifiedAt { get; init; }

    public bool IsDirectory => Type is "DIRECTORY";

    public string Text => System.Text.Encoding.UTF8.GetString(Content);
}
