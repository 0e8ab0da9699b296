namespace ReleasePortal.Core.Bundles.Types;

/// <summary>What a field of a bundle may hold.</summary>
public abstract record FieldType
{
    FieldType() { }

    public sealed record Text : FieldType;

    public sealed record Bool : FieldType;

    public sealed record Whole : FieldType;

    public sealed record Real : FieldType;

    /// <summary>Left as written.</summary>
    public sealed record Any : FieldType;

    /// <summary>A closed list of texts; another one is a warning, for the vendor adds some now and then.</summary>
    public sealed record Choice(IReadOnlyList<string> Values) : FieldType;

    public sealed record ListOf(FieldType Item) : FieldType;

    public sealed record MapOf(FieldType Value) : FieldType;

    public sealed record Structure(string Name) : FieldType;
}
