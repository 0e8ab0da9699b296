using System.Globalization;
using System.Text.RegularExpressions;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>
/// Conditions such as <c>&gt;= 0.218.0, &lt; 2</c>; all of them must hold. Build and pre-release parts are not looked at.
/// </summary>
sealed partial class VersionConstraint
{
    readonly List<Func<Version, bool>> _conditions = [];

    VersionConstraint() { }

    /// <returns>Null for a text of another form.</returns>
    public static VersionConstraint? TryParse(string text)
    {
        var constraint = new VersionConstraint();
        foreach (var part in text.Split(','))
        {
            if (Condition().Match(part.Trim()) is not { Success: true } match)
            {
                return null;
            }

            constraint._conditions.Add(Condition(match));
        }

        return constraint;
    }

    public bool Allows(string version) =>
        Form().Match(version) is { Success: true } match && _conditions.TrueForAll(holds => holds(Parse(match)));

    static Func<Version, bool> Condition(Match match)
    {
        var wanted = Parse(match);
        var parts = match.Groups["minor"].Success ? match.Groups["patch"].Success ? 3 : 2 : 1;
        return match.Groups["sign"].Value switch
        {
            ">=" => version => version >= wanted,
            "<=" => version => version <= wanted || Begins(version),
            ">" => version => version > wanted && !Begins(version),
            "<" => version => version < wanted,
            "!=" => version => !Begins(version),
            "~" or "~>" => version => version >= wanted && version.Major == wanted.Major && (parts == 1 || version.Minor == wanted.Minor),
            "^" => version => version >= wanted && version.Major == wanted.Major && (wanted.Major > 0 || version.Minor == wanted.Minor),
            _ => Begins,
        };

        // What a version leaves open, all versions fill that begin like it.
        bool Begins(Version version) => version.Major == wanted.Major
            && (parts < 2 || version.Minor == wanted.Minor)
            && (parts < 3 || version.Build == wanted.Build);
    }

    static Version Parse(Match match) => new(Number(match, "major"), Number(match, "minor"), Number(match, "patch"));

    static int Number(Match match, string part) =>
        match.Groups[part] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^(?<sign>>=|<=|!=|~>|>|<|=|~|\^)?\s*v?(?<major>\d{1,6})(\.((?<minor>\d{1,6})|[*xX])(\.((?<patch>\d{1,6})|[*xX])([-+][0-9A-Za-z.+-]+)?)?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Condition();

    [GeneratedRegex(
        @"^v?(?<major>\d{1,6})\.(?<minor>\d{1,6})\.(?<patch>\d{1,6})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
