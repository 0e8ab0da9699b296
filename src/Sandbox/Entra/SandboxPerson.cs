namespace ReleasePortal.Sandbox.Entra;

/// <summary>Somebody who can sign in. The login is their name at GitHub.</summary>
/// <param name="Role">One of the portal's app roles.</param>
/// <param name="About">What this person is good for when trying things out.</param>
public sealed record SandboxPerson(Guid ObjectId, string Name, string Login, string Role, string Team, Guid TeamId, string About)
{
    public string Email => $"{Login.Replace('-', '.')}@nanba.example";
}
