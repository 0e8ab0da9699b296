using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>A repository as <c>owner/name</c>.</summary>
public sealed partial record RepositoryName
{
    RepositoryName(string owner, string name) => (Owner, Name) = (owner, name);

    public string Owner { get; }

    public string Name { get; }

    public static bool TryParse(string? text, out RepositoryName? repository)
    {
        var match = OwnerAndName().Match(text ?? "");
        repository = match.Success ? new(match.Groups["owner"].Value, match.Groups["name"].Value) : null;
        return match.Success;
    }

    public static RepositoryName Parse(string text) =>
        TryParse(text, out var repository) ? repository! : throw new FormatException($"'{text}' is not a repository as owner/name.");

    public override string ToString() => $"{Owner}/{Name}";

    /// <summary>The relative API address of something in this repository; the parts are escaped.</summary>
    internal Uri Address(params IEnumerable<string> parts) =>
        new(string.Join('/', ["repos", Owner, Name, .. parts.Select(Uri.EscapeDataString)]), UriKind.Relative);

    [GeneratedRegex(@"^(?<owner>[A-Za-z0-9](?:[A-Za-z0-9_-]*))/(?<name>[A-Za-z0-9._-]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OwnerAndName();
}
