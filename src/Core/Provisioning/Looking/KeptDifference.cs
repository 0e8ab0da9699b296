using ReleasePortal.Core.People;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Core.Provisioning.Looking;

/// <summary>A difference that an admin says is meant. It holds for exactly this difference of this resource; once
/// that changes or is gone, it lapses.</summary>
/// <param name="Subject">For people: "Storage account stdlukdev".</param>
/// <param name="Difference">See <see cref="PlannedResource.Difference"/>.</param>
public sealed record KeptDifference(string ResourceId, string Subject, string Difference, string ByName, string Reason, DateTimeOffset At)
{
    internal static KeptDifference Of(PlannedResource resource, Person person, string reason, DateTimeOffset at) =>
        new(resource.Id, resource.Subject(), resource.Difference, person.Name, reason, at);

    internal bool IsOf(PlannedResource resource) => string.Equals(resource.Id, ResourceId, StringComparison.OrdinalIgnoreCase);

    internal bool Holds(PlannedResource resource) =>
        IsOf(resource) && string.Equals(resource.Difference, Difference, StringComparison.Ordinal);

    /// <summary>What may not be read just now may differ as before.</summary>
    internal bool Stays(PlannedResource resource) => Holds(resource) || (IsOf(resource) && resource.Action is ResourceAction.Unknown);
}
