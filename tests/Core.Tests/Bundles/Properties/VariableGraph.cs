using FsCheck;
using FsCheck.Fluent;

namespace ReleasePortal.Core.Tests.Bundles.Properties;

/// <summary>Variables whose texts hold each other: any graph, circles included. Null is a letter, a number the variable with it.</summary>
public sealed record VariableGraph(int?[][] Texts)
{
    public static Arbitrary<VariableGraph> Any() =>
        (from count in Gen.Choose(1, 9)
         from texts in Gen.Frequency((1, Gen.Constant((int?)null)), (2, Gen.Choose(0, count - 1).Select(number => (int?)number))).ListOf()
             .Select(text => text.Take(3).ToArray())
             .ArrayOf(count)
         select new VariableGraph(texts))
        .ToArbitrary();

    public string ToYaml() => "bundle: {name: b}\nvariables:\n" + string.Concat(Texts.Select((text, number) => $"  v{number}: {{default: '{Write(text)}'}}\n"));

    /// <returns>Null when the text holds itself.</returns>
    public string? ValueOf(int number) => ValueOf(number, []);

    public override string ToString() => ToYaml();

    static string Write(int?[] text) => string.Concat(text.Select(part => part is { } other ? $"${{var.v{other}}}" : "x"));

    string? ValueOf(int number, int[] above)
    {
        if (above.Contains(number))
        {
            return null;
        }

        var parts = Texts[number].Select(part => part is { } other ? ValueOf(other, [.. above, number]) : "x").ToList();
        return parts.Contains(null) ? null : string.Concat(parts);
    }
}
