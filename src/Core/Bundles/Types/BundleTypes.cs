using System.Reflection;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Types;

/// <summary>Everything that a bundle may hold, read once from the .yml files of this folder.</summary>
public static class BundleTypes
{
    const string Folder = "Bundles.Types/";

    public static TypeTable Table { get; } = new([.. Files()]);

    /// <summary>A field of a resource type's structure, or null for a type whose content is left as written.</summary>
    public static FieldType? Resource(string type) =>
        Table.Find("root", "resources", type) is FieldType.MapOf { Value: FieldType.Structure structure } ? structure : null;

    /// <summary>What a field of a resource holds that nobody set; null where that is nothing, and for what is no field.</summary>
    public static ScalarNode? ZeroOf(string type, IReadOnlyList<string> fields) =>
        FieldTypes.ZeroOf(Table.Find("root", ["resources", type, "", .. fields]));

    static IEnumerable<string> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
