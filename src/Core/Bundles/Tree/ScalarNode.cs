using System.Globalization;
using ReleasePortal.Core.Bundles.Diagnostics;

namespace ReleasePortal.Core.Bundles.Tree;

public enum ScalarType
{
    Null,
    Bool,
    Int,
    Float,
    String,
}

/// <summary>Text plus what YAML takes it for; the type table has the last word on that.</summary>
public sealed class ScalarNode(ScalarType type, string text, IReadOnlyList<Location> locations) : Node(locations)
{
    public ScalarType Type { get; } = type;

    public string Text { get; } = text;

    public override string Kind => Type.ToString().ToLowerInvariant();

    public override Node UsedAt(IReadOnlyList<Location> locations) => new ScalarNode(Type, Text, With(locations));

    public ScalarNode As(ScalarType type, string text) => new(type, text, Locations);

    public static ScalarNode Of(string text) => new(ScalarType.String, text, []);

    public static ScalarNode Of(bool value) => new(ScalarType.Bool, value ? "true" : "false", []);

    public static ScalarNode Of(long value) => new(ScalarType.Int, value.ToString(CultureInfo.InvariantCulture), []);
}
