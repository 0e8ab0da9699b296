namespace ReleasePortal.Core.Tests.Architecture;

/// <summary>The types of Samples.cs: they stand in the product's namespaces, and every rule must find its own among them.</summary>
public static class Offenders
{
    public static IReadOnlyList<CodeType> All { get; } =
        [.. CodeMap.Of(BuiltFiles.Tests).Where(type => type.IsIn("ReleasePortal") && !type.IsIn("ReleasePortal.Core.Tests"))];
}
