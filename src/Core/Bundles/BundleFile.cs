namespace ReleasePortal.Core.Bundles;

/// <summary>One file of a bundle. One on a disk is read when it is first needed, for a folder may hold much that is not.</summary>
public sealed class BundleFile
{
    readonly Lazy<byte[]> _content;

    public BundleFile(byte[] content)
    {
        _content = new(content);
        Size = content.Length;
    }

    /// <summary>
    /// A file whose time is taken now, so that what changes later counts as changed. An empty one is never opened: a pipe would wait.
    /// </summary>
    public BundleFile(FileInfo file)
    {
        ChangedAt = new DateTimeOffset(file.LastWriteTimeUtc);
        Size = file.Length;
        _content = Size == 0 ? new([]) : new(() => File.ReadAllBytes(file.FullName));
    }

    public byte[] Content => _content.Value;

    /// <summary>In bytes.</summary>
    public long Size { get; }

    /// <summary>As the file system says; null where files have no history, as in an archive.</summary>
    public DateTimeOffset? ChangedAt { get; }
}
