namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>An author as git and GitHub know them; the login is empty where the e-mail belongs to no account.</summary>
public sealed record GitHubPerson(string Name, string Email, string? Login);
