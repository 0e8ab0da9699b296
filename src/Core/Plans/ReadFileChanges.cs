using System.Text;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Core.Bundles;
using ReleasePortal.Core.Persistence;

namespace ReleasePortal.Core.Plans;

/// <summary>How the files of two releases differ, from the archives themselves: exactly the bytes that were and would
/// be deployed.</summary>
public sealed class ReadFileChanges(IDbContextFactory<PortalDb> database)
{
    /// <summary>Nobody reads a larger difference on a page.</summary>
    const int LargestText = 200_000;

    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="live">Number of the release that is live; null when none is, and every file is new.</param>
    /// <returns>By path, without the files that are the same.</returns>
    public async Task<IReadOnlyList<FileChangeView>> RunAsync(string pipeline, int release, int? live, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var after = await FilesAsync(db, pipeline, release, cancellationToken);
        var before = live is { } number ? await FilesAsync(db, pipeline, number, cancellationToken) : null;
        var paths = (before?.Paths ?? []).Union(after?.Paths ?? []).Order(StringComparer.Ordinal);
        return [.. paths.Select(path => Change(path, Content(before, path), Content(after, path))).OfType<FileChangeView>()];
    }

    static async Task<BundleFiles?> FilesAsync(PortalDb db, string pipeline, int number, CancellationToken cancellationToken)
    {
        var bytes = await db.Releases.Where(release => release.Pipeline == pipeline && release.Number == number)
            .Join(db.Artifacts, release => release.BundleDigest, artifact => artifact.Digest, (_, artifact) => artifact.Content)
            .SingleOrDefaultAsync(cancellationToken);
        return bytes is null ? null : new BundleArchive(bytes).Open();
    }

    static ReadOnlyMemory<byte>? Content(BundleFiles? files, string path) =>
        files?.Contains(path) is true ? files.Read(path) : default(ReadOnlyMemory<byte>?);

    static FileChangeView? Change(string path, ReadOnlyMemory<byte>? old, ReadOnlyMemory<byte>? @new)
    {
        if (old is { } was && @new is { } now && was.Span.SequenceEqual(now.Span))
        {
            return null;
        }

        var action = old is null ? ChangeAction.Create : @new is null ? ChangeAction.Delete : ChangeAction.Update;
        if ((old?.Length ?? 0) + (@new?.Length ?? 0) > LargestText)
        {
            return new(path, action, 0, 0, [], "Too large to show here.");
        }

        try
        {
            var (hunks, added, removed) = TextDiff.Between(Text(old), Text(@new));
            var remark = hunks.Count > 0 ? null : action is ChangeAction.Update ? "Only the ends of lines differ." : "The file is empty.";
            return new(path, action, added, removed, hunks, remark);
        }
        catch (DecoderFallbackException)
        {
            return new(path, action, 0, 0, [], "Not a text file.");
        }
    }

    static string Text(ReadOnlyMemory<byte>? content) => content is { } bytes ? StrictUtf8.GetString(bytes.Span) : "";
}
