using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace ReleasePortal.Core.Tests.Bundles;

/// <summary>The tar.gz of a commit, in which GitHub puts everything into one folder.</summary>
static class GitHubTar
{
    public static byte[] Of(params (string Path, string Content)[] files) => Of(tar =>
    {
        foreach (var (path, content) in files)
        {
            tar.WriteEntry(
                new PaxTarEntry(TarEntryType.RegularFile, "top/" + path)
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content))
                });
        }
    });

    public static byte[] Of(Action<TarWriter> write)
    {
        var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip))
        {
            write(tar);
        }

        return bytes.ToArray();
    }
}
