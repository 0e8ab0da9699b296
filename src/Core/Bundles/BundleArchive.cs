using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ReleasePortal.Core.Bundles;

/// <summary>
/// The bytes that a release keeps: an uncompressed tar with sorted paths and fixed times, so that equal files give equal bytes on
/// every machine and with every version of a compressor. Their SHA-256 is the release's digest.
/// </summary>
public sealed record BundleArchive(byte[] Bytes)
{
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    public static BundleArchive Of(BundleFiles files)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var path in files.Paths)
            {
                tar.WriteEntry(Entry(path, files.Read(path)));
            }
        }

        return new(bytes.ToArray());
    }

    /// <exception cref="BundleArchiveException">Not an archive of ours.</exception>
    public BundleFiles Open() => new(TarFiles.Read(new MemoryStream(Bytes, writable: false)));

    /// <summary>The folder inside the tar.gz that GitHub makes of a commit; GitHub puts everything into one folder, which is dropped.</summary>
    /// <param name="folder">For example <c>bundle</c>; empty for the whole repository.</param>
    /// <exception cref="BundleArchiveException">Not a tar.gz, unsafe, too large, or without the folder.</exception>
    public static BundleFiles FromGitHub(Stream tarGz, string folder)
    {
        using var unzipped = new GZipStream(tarGz, CompressionMode.Decompress, leaveOpen: true);
        var prefix = folder.Trim('/') is { Length: > 0 } inside ? inside + "/" : "";
        var files = TarFiles.Read(unzipped, path => Inside(path, prefix));
        return files.Count > 0 ? new(files) : throw new BundleArchiveException($"The commit has no folder '{folder}'.");
    }

    static string? Inside(string path, string prefix)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var rest = slash < 0 ? "" : path[(slash + 1)..];
        return rest.Length > prefix.Length && rest.StartsWith(prefix, StringComparison.Ordinal) ? rest[prefix.Length..] : null;
    }

    static PosixTarEntry Entry(string path, ReadOnlyMemory<byte> content) => Encoding.UTF8.GetByteCount(path) < 100
        ? Fill(new UstarTarEntry(TarEntryType.RegularFile, path), content)
        : Fill(
            new GnuTarEntry(TarEntryType.RegularFile, path) { AccessTime = DateTimeOffset.UnixEpoch, ChangeTime = DateTimeOffset.UnixEpoch },
            content);

    static PosixTarEntry Fill(PosixTarEntry entry, ReadOnlyMemory<byte> content)
    {
        entry.DataStream = new MemoryStream(content.ToArray(), writable: false);
        entry.Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        return entry;
    }
}
