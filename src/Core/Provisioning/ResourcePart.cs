namespace ReleasePortal.Core.Provisioning;

/// <summary>A part of a resource that Azure also knows by itself.</summary>
/// <param name="Field">The field of the resource that is there when the part is.</param>
public sealed record ResourcePart(string Id, string Kind, string Name, string Field);
