using System.IO.Enumeration;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>What the roles of the service principal allow at one place; each role with its exceptions.</summary>
public sealed record GrantedActions(IReadOnlyList<GrantedActions.Grant> Grants)
{
    /// <param name="Actions">With <c>*</c> for any text, like <c>Microsoft.Storage/*/read</c>.</param>
    public sealed record Grant(IReadOnlyList<string> Actions, IReadOnlyList<string> NotActions);

    public bool Allows(string action) =>
        Grants.Any(grant => grant.Actions.Any(pattern => Fits(pattern, action)) && !grant.NotActions.Any(pattern => Fits(pattern, action)));

    static bool Fits(string pattern, string action) => FileSystemName.MatchesSimpleExpression(pattern, action, ignoreCase: true);
}
