using ReleasePortal.Core.Provisioning.Deleting;
using ReleasePortal.Core.Provisioning.Looking;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning;

/// <summary>What a resource is called in a sentence, by its kind and its name: "Storage account stdlukdev".</summary>
public static class ResourceSubject
{
    /// <summary>Names from before their kind stood beside them begin with it.</summary>
    static string Of(string kind, string name) => name.StartsWith($"{kind} ", StringComparison.Ordinal) ? name : $"{kind} {name}";

    internal static string Subject(this ManagedResource resource) => Of(resource.Kind, resource.Name);

    internal static string Subject(this ResourceRecord record) => Of(record.Kind, record.Name);

    public static string Subject(this PlannedResource resource) => Of(resource.Kind, resource.Name);

    public static string Subject(this ResourceView resource) => Of(resource.Kind, resource.Name);

    public static string Subject(this FormerView former) => Of(former.Kind, former.Name);

    /// <summary>A kind, or what begins with one, as it stands inside of a sentence; "DNS zone" keeps its letters.</summary>
    public static string Lower(string text) => text.Length > 1 && char.IsUpper(text[1]) ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
