namespace ReleasePortal.Sandbox.Hosting;

/// <summary>Where a sandbox keeps its repository, keys and documents; a temporary one goes with the sandbox.</summary>
sealed class StateFolder : IDisposable
{
    readonly bool _temporary;

    public bool IsTemporary => _temporary;

    public StateFolder(string? kept)
    {
        _temporary = kept is null;
        Root = kept is null ? Directory.CreateTempSubdirectory("release-portal-sandbox-").FullName : Path.GetFullPath(kept);
        Directory.CreateDirectory(Root);
    }

    public string Root { get; }

    public string this[string name] => Path.Combine(Root, name);

    public StateFile<T> Open<T>(string name)
        where T : class, new() => new(_temporary ? null : this[name]);

    public void Dispose()
    {
        if (!_temporary)
        {
            return;
        }

        // Git writes its objects read-only, which stops a recursive delete on Windows.
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(Root, recursive: true);
    }
}
