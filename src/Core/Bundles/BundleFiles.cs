using System.Security.Cryptography;

namespace ReleasePortal.Core.Bundles;

/// <summary>The files of a bundle, in memory and never changed. Paths are relative to the bundle's root and use '/'.</summary>
public sealed class BundleFiles
{
    /// <summary>A notebook with its pictures fits many times; a model or a data set does not belong into a bundle.</summary>
    public const long MaximumBytes = 50L * 1024 * 1024;

    readonly SortedDictionary<string, byte[]> _files;

    public BundleFiles(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        _files = new(StringComparer.Ordinal);
        foreach (var (path, content) in files)
        {
            _files.Add(SafePath(path), content);
        }

        var bytes = _files.Sum(file => (long)file.Value.Length);
        if (bytes > MaximumBytes)
        {
            throw new BundleArchiveException(
                $"The bundle holds {bytes / 1024.0 / 1024:0.0} MB; {MaximumBytes / 1024 / 1024} MB is the limit.");
        }
    }

    /// <summary>In ordinal order.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    public bool Contains(string path) => _files.ContainsKey(path);

    public bool ContainsFolder(string path) => _files.Keys.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal));

    /// <exception cref="KeyNotFoundException">No such file.</exception>
    public ReadOnlyMemory<byte> Read(string path) => _files[path];

    public string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(_files[path]));

    /// <summary>A part of the files; the bytes are shared.</summary>
    public BundleFiles Only(Func<string, bool> wanted) => new(_files.Where(file => wanted(file.Key)));

    static string SafePath(string path)
    {
        var parts = path.Split('/');
        return path.Length > 0 && !path.Contains('\\') && parts.All(part => part is not ("" or "." or ".."))
            ? path
            : throw new BundleArchiveException($"The path '{path}' leads out of the bundle or is not a file.");
    }
}
