using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ReleasePortal.Core.Bundles.Loading;

namespace ReleasePortal.Core.Bundles;

/// <summary>
/// The bytes that a release keeps: an uncompressed tar with sorted paths and fixed times, so that equal files give equal bytes on
/// every machine and with every version of a compressor. Their SHA-256 is the release's digest. Usually they hold the bundle's folder and
/// nothing else; when the bundle takes files from elsewhere in its repository, paths start at the repository's root, and an entry for the
/// bundle's folder comes first.
/// </summary>
public sealed record BundleArchive(byte[] Bytes)
{
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    public static BundleArchive Of(BundleFiles files)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            if (files.Folder.Length > 0)
            {
                tar.WriteEntry(
                    new UstarTarEntry(TarEntryType.Directory, files.Folder + "/") { ModificationTime = DateTimeOffset.UnixEpoch });
            }

            foreach (var path in files.Paths)
            {
                tar.WriteEntry(Entry(files.InRepository(path), files.Read(path)));
            }
        }

        return new(bytes.ToArray());
    }

    /// <exception cref="BundleArchiveException">Not an archive of ours.</exception>
    public BundleFiles Open()
    {
        var folder = "";
        var files = TarFiles.Read(new MemoryStream(Bytes, writable: false), path => path, path => folder = path);
        return new(files, folder);
    }

    /// <summary>
    /// The folder inside the tar.gz that GitHub makes of a commit, and what its bundle takes from the rest of the repository. GitHub puts
    /// everything into one folder, which is dropped.
    /// </summary>
    /// <param name="tarGz">As GitHub sent it.</param>
    /// <param name="folder">For example <c>bundle</c>; empty for the whole repository.</param>
    /// <exception cref="BundleArchiveException">Not a tar.gz, unsafe, too large, or without the folder.</exception>
    public static BundleFiles FromGitHub(byte[] tarGz, string folder)
    {
        folder = folder.Trim('/');
        var prefix = folder.Length == 0 ? "" : folder + "/";
        bool IsOwn(string path) => path.StartsWith(prefix, StringComparison.Ordinal);

        var own = Read(tarGz, folder, IsOwn);
        if (!own.Paths.Any())
        {
            throw new BundleArchiveException($"The commit has no folder '{folder}'.");
        }

        var all = Surroundings.Add(own, around => Read(tarGz, folder, path => IsOwn(path) || around.Wants(path)));
        return ReferenceEquals(all, own) ? own.Alone() : all;
    }

    static BundleFiles Read(byte[] tarGz, string folder, Func<string, bool> wanted)
    {
        using var unzipped = new GZipStream(new MemoryStream(tarGz, writable: false), CompressionMode.Decompress);
        return new(TarFiles.Read(unzipped, path => WithoutFirst(path) is { Length: > 0 } inside && wanted(inside) ? inside : null), folder);
    }

    static string WithoutFirst(string path) => path.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? path[(slash + 1)..] : "";

    static PosixTarEntry Entry(string path, ReadOnlyMemory<byte> content) => Encoding.UTF8.GetByteCount(path) < 100
        ? Fill(new UstarTarEntry(TarEntryType.RegularFile, path), content)
        : Fill(
            new GnuTarEntry(TarEntryType.RegularFile,
                path)
            { AccessTime = DateTimeOffset.UnixEpoch, ChangeTime = DateTimeOffset.UnixEpoch },
            content);

    static PosixTarEntry Fill(PosixTarEntry entry, ReadOnlyMemory<byte> content)
    {
        entry.DataStream = new MemoryStream(content.ToArray(), writable: false);
        entry.Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        return entry;
    }
}
