using System.Formats.Tar;

namespace ReleasePortal.Core.Bundles;

/// <summary>Reads a tar from outside: never to a disk, no more than the limit, links refused by name.</summary>
static class TarFiles
{
    /// <param name="tar">Not compressed.</param>
    /// <param name="select">The name under which to keep a file; null leaves it out.</param>
    /// <param name="folder">Is told of every folder.</param>
    public static IReadOnlyDictionary<string, byte[]> Read(Stream tar, Func<string, string?> select, Action<string>? folder = null)
    {
        try
        {
            return ReadEntries(tar, select, folder);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new BundleArchiveException("The archive cannot be read.", fault);
        }
    }

    static Dictionary<string, byte[]> ReadEntries(Stream tar, Func<string, string?> select, Action<string>? folder)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var room = BundleFiles.MaximumBytes;
        using var reader = new TarReader(tar, leaveOpen: true);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.Directory)
            {
                folder?.Invoke(entry.Name.TrimEnd('/'));
                continue;
            }

            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes || select(entry.Name) is not { } path)
            {
                continue;
            }

            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            {
                throw new BundleArchiveException($"'{path}' is a {entry.EntryType}; a bundle may hold files only.");
            }

            room -= entry.Length;
            files[path] = room >= 0 ? Content(entry) : throw TooLarge();
        }

        return files;
    }

    static byte[] Content(TarEntry entry)
    {
        using var content = new MemoryStream();
        entry.DataStream?.CopyTo(content);
        return content.ToArray();
    }

    static BundleArchiveException TooLarge() =>
        new($"The bundle holds more than {BundleFiles.MaximumBytes / 1024 / 1024} MB, which is the limit.");
}
