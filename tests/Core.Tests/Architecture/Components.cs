namespace ReleasePortal.Core.Tests.Architecture;

/// <summary>Pages call use cases and readers; a component never holds a database context.</summary>
public static class Components
{
    public static IReadOnlyList<string> KnowingTheDatabase(IReadOnlyList<CodeType> types) =>
        [.. types.Where(type => IsComponent(type, types)).SelectMany(type => type.UsesOf(Arrow.Database).Select(use => $"{type.Name} -> {use}"))];

    /// <summary>True when the line of base classes leaves the assembly at a component base class (Blazor's or MudBlazor's).</summary>
    public static bool IsComponent(CodeType type, IReadOnlyList<CodeType> types)
    {
        var parent = type.Definition.BaseType?.GetElementType().FullName;
        return types.FirstOrDefault(candidate => string.Equals(candidate.Name, parent, StringComparison.Ordinal)) is { } own
            ? IsComponent(own, types)
            : parent?.EndsWith("ComponentBase", StringComparison.Ordinal) is true;
    }
}
