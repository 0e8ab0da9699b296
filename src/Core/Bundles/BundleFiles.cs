using System.Security.Cryptography;
using ReleasePortal.Core.Bundles.Resources;

namespace ReleasePortal.Core.Bundles;

/// <summary>
/// The files of a bundle. Paths are relative to the bundle's root and use '/'; those of files that it takes
/// from elsewhere in its repository begin with '../'.
/// </summary>
public sealed class BundleFiles
{
    /// <summary>A notebook with its pictures fits many times; a model or a data set does not belong into a bundle.</summary>
    public const long MaximumBytes = 50L * 1024 * 1024;

    readonly SortedDictionary<string, BundleFile> _files = new(StringComparer.Ordinal);

    /// <param name="files">By their paths from the root of the repository.</param>
    /// <param name="folder">The bundle's folder in it; empty when that is all there is.</param>
    /// <exception cref="BundleArchiveException">A path is unsafe.</exception>
    public BundleFiles(IEnumerable<KeyValuePair<string, byte[]>> files, string folder = "")
        : this(files.Select(file => KeyValuePair.Create(file.Key, new BundleFile(file.Value))), folder)
    {
    }

    /// <inheritdoc cref="BundleFiles(IEnumerable{KeyValuePair{string, byte[]}}, string)"/>
    public BundleFiles(IEnumerable<KeyValuePair<string, BundleFile>> files, string folder)
    {
        Folder = folder;
        foreach (var (path, file) in files)
        {
            _files.Add(RelativePath.From(folder, SafePath(path)), file);
        }
    }

    /// <summary>In bytes; may be more than a bundle is allowed to hold, as long as most of it is not needed.</summary>
    public long Size => _files.Values.Sum(file => file.Size);

    /// <summary>The folder that paths start from, from the root of the repository; empty when the repository is not at hand.</summary>
    public string Folder { get; }

    /// <summary>In ordinal order.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    public bool Contains(string path) => _files.ContainsKey(path);

    public bool ContainsFolder(string path) => _files.Keys.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal));

    /// <exception cref="KeyNotFoundException">No such file.</exception>
    public ReadOnlyMemory<byte> Read(string path) => _files[path].Content;

    /// <summary>When it was last changed, as far as that means anything.</summary>
    public DateTimeOffset? ChangedAt(string path) => _files[path].ChangedAt;

    public long SizeOf(string path) => _files[path].Size;

    public string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(_files[path].Content));

    /// <summary>A part of the files; the bytes are shared.</summary>
    public BundleFiles Only(Func<string, bool> wanted) => InRepository(_files.Where(file => wanted(file.Key)), Folder);

    /// <summary>The same files, with paths from another folder of the repository.</summary>
    internal BundleFiles SeenFrom(string folder) => folder == Folder ? this : InRepository(_files, folder);

    /// <summary>As if there were no repository around them.</summary>
    internal BundleFiles Alone() => new(_files, folder: "");

    /// <summary>What a relative path means that is written in a file of this folder.</summary>
    /// <returns>Null when it leads out of the repository, or out of the bundle when nothing else is at hand.</returns>
    internal string? Resolve(string folder, string relative) =>
        RelativePath.Combine(Folder, folder) is { } from && RelativePath.Combine(from, relative) is { } path
            ? RelativePath.From(Folder, path)
            : null;

    /// <summary>The path from the root of the repository.</summary>
    internal string InRepository(string path) => RelativePath.Combine(Folder, path)!;

    BundleFiles InRepository(IEnumerable<KeyValuePair<string, BundleFile>> files, string folder) =>
        new(files.Select(file => KeyValuePair.Create(InRepository(file.Key), file.Value)), folder);

    static string SafePath(string path)
    {
        var parts = path.Split('/');
        return path.Length > 0 && !path.Contains('\\') && parts.All(part => part is not ("" or "." or ".."))
            ? path
            : throw new BundleArchiveException($"The path '{path}' leads out of the bundle or is not a file.");
    }
}
