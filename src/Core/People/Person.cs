namespace ReleasePortal.Core.People;

/// <summary>What somebody may do here; app roles of the Entra application.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Viewer = 1,
    Approver = 2,
    Admin = 4,
}

/// <summary>Somebody who is signed in.</summary>
/// <param name="Id">Object id in Entra ID.</param>
/// <param name="Email">Sign-in name; compared with the e-mail addresses of commits.</param>
public sealed record Person(Guid Id, string Name, string Email, Roles Roles)
{
    /// <summary>Entra groups by name or id, as the token lists them.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Network address the person acts from, for the audit.</summary>
    public string? Address { get; init; }

    public bool Is(Roles role) => Roles.HasFlag(role);
}
