using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ReleasePortal.Core.Persistence;

/// <summary>The SQLite file, and what an upgrade puts beside it.</summary>
sealed partial record DatabaseFile(string Path, string ConnectionString)
{
    /// <summary>Seconds.</summary>
    const int Patience = 5;

    static readonly string[] Companions = ["", "-journal", "-wal", "-shm"];

    /// <summary>The new version, as long as it is not whole.</summary>
    public string Next => $"{Path}.upgrading";

    public string NextConnectionString => Open(Next);

    /// <summary>Without a pool, so that nothing holds the file once the connection is closed; and without the
    /// patience that two writers need.</summary>
    public string OwnConnectionString => Open(Path);

    /// <returns>Null for a database that is in memory only, or is named by an address.</returns>
    public static DatabaseFile? Of(PortalDb db)
    {
        var text = db.Database.GetConnectionString();
        var builder = new SqliteConnectionStringBuilder(text);
        return builder.Mode is not SqliteOpenMode.Memory && IsFile(builder.DataSource)
            ? new(Followed(System.IO.Path.GetFullPath(builder.DataSource)), text!)
            : null;
    }

    /// <summary>A name that is still free; of one version there are several copies if somebody has put one back.</summary>
    public string FreeCopy(string migration) => Enumerable.Range(1, int.MaxValue)
        .Select(number => number == 1 ? $"{Path}.before-{migration}" : $"{Path}.before-{migration}.{number}")
        .First(name => !File.Exists(name));

    /// <summary>Oldest first; only what an upgrade has put there.</summary>
    public IEnumerable<string> Copies() =>
        Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(Path)!, $"{System.IO.Path.GetFileName(Path)}.before-*")
        .Select(name => (Name: name, Copy: Copy().Match(name[Path.Length..])))
        .Where(found => found.Copy.Success)
        .OrderBy(found => found.Copy.Groups["migration"].Value, StringComparer.Ordinal)
        .ThenBy(found => found.Copy.Groups["number"] is { Success: true, Value: var number } ? int.Parse(number, provider: null) : 1)
        .Select(found => found.Name);

    public void DeleteNext()
    {
        foreach (var companion in Companions)
        {
            File.Delete($"{Next}{companion}");
        }
    }

    /// <summary>Not <c>:memory:</c>, <c>file:…?…</c> or <c>|DataDirectory|…</c>.</summary>
    static bool IsFile(string source) =>
        source is not ("" or [':' or '|', ..]) && !source.StartsWith("file:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a link leads to, so that the file itself is replaced and not the link.</summary>
    static string Followed(string path) =>
        File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;

    string Open(string path) =>
        new SqliteConnectionStringBuilder(ConnectionString) { DataSource = path, Pooling = false, DefaultTimeout = Patience }.ToString();

    [GeneratedRegex(@"^\.before-(?<migration>[0-9]{14}_[A-Za-z0-9_]+)(\.(?<number>[0-9]{1,9}))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Copy();
}
