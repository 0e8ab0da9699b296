using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Releases;

/// <summary>A full git commit id: 40 lower-case hexadecimal digits.</summary>
public readonly partial record struct CommitSha
{
    CommitSha(string value) => Value = value;

    public string Value { get; }

    /// <summary>The seven digits that people read.</summary>
    public string Short => Value[..7];

    /// <exception cref="FormatException">The text is not a full commit id.</exception>
    public static CommitSha Parse(string text) =>
        FullSha().IsMatch(text) ? new(text) : throw new FormatException($"'{text}' is not a full commit id.");

    public override string ToString() => Value;

    [GeneratedRegex("^[0-9a-f]{40}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex FullSha();
}
