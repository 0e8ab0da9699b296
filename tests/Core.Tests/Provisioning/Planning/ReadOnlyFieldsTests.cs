using Azure.Bicep.Types.Concrete;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Sandbox.Arm;

namespace ReleasePortal.Core.Tests.Provisioning.Planning;

/// <summary>The table of what Azure alone writes, against what it publishes.</summary>
public sealed class ReadOnlyFieldsTests
{
    /// <summary>Of every resource, so they stand in no table.</summary>
    static readonly HashSet<string> OfAll = new(StringComparer.Ordinal) { "id", "type", "apiVersion", "etag", "systemData", "properties.provisioningState" };

    /// <summary>If a version or a type is new: the lines to add are those that the failure tells.</summary>
    [Fact]
    public async Task The_table_is_what_Azure_publishes()
    {
        var types = BodiesTests.Combinations().SelectMany(stage => StageBlueprint.Standard(stage).Resources).OfType<AzureResource>()
            .Select(resource => (resource.Type, resource.ApiVersion)).Distinct();
        var published = types
            .SelectMany(
                type => Within(PublishedTypes.Find(type.Type, type.ApiVersion)!, "", []).Where(path => !OfAll.Contains(path))
                    .Select(path => $"{type.Type} {path}"))
            .ToList();

        using var text = new StreamReader(typeof(AzureResource).Assembly.GetManifestResourceStream("Provisioning.ReadOnlyFields.txt")!);
        var table = (await text.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        published.Except(table, StringComparer.Ordinal).ShouldBeEmpty();
        table.Except(published, StringComparer.Ordinal).ShouldBeEmpty();
    }

    static IEnumerable<string> Within(TypeBase type, string at, List<TypeBase> around) => type switch
    {
        ObjectType known when !around.Contains(known) && !IsAnother(known, at) =>
            known.Properties.SelectMany(field => Of(field.Value, at.Length == 0 ? field.Key : $"{at}.{field.Key}", [.. around, known]))
                .Concat(known.AdditionalProperties?.Type is { } any ? Within(any, $"{at}.*", [.. around, known]) : []),
        DiscriminatedObjectType known => known.BaseProperties.SelectMany(field => Of(field.Value, $"{at}.{field.Key}", [.. around, known]))
            .Concat(known.Elements.Values.SelectMany(variant => Within(variant.Type, at, [.. around, known]))),
        ArrayType known => Within(known.ItemType.Type, at, around),
        _ => [],
    };

    static IEnumerable<string> Of(ObjectTypeProperty field, string at, List<TypeBase> around) =>
        field.Flags.HasFlag(ObjectTypePropertyFlags.ReadOnly) ? [at] : Within(field.Type.Type, at, around);

    /// <summary>Only what is referred to says where it lies; what it holds is never sent.</summary>
    static bool IsAnother(ObjectType type, string at) =>
        at.Length > 0 && type.Properties.ContainsKey("id") && type.Properties.ContainsKey("location");
}
