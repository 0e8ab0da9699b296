namespace ReleasePortal.Sandbox.Entra;

/// <summary>Everybody of the sandbox's tenant.</summary>
public static class Everybody
{
    static readonly Guid Business = new("6a0f7f0e-3c1d-4e52-9a39-7d1a4f1d0b01");
    static readonly Guid DataTeam = new("6a0f7f0e-3c1d-4e52-9a39-7d1a4f1d0b02");
    static readonly Guid Platform = new("6a0f7f0e-3c1d-4e52-9a39-7d1a4f1d0b03");

    public static SandboxPerson Nora { get; } = new(
        new("0b6e5d70-7d3a-4c60-8f4e-1f0c5b8a0001"), "Nora Feld", "nora-feld", "Viewer", "Business intelligence", Business,
        "Looks at everything; cannot request or approve.");

    public static SandboxPerson Helen { get; } = new(
        new("0b6e5d70-7d3a-4c60-8f4e-1f0c5b8a0002"), "Helen Brandt", "helen-brandt", "Approver", "Data engineering", DataTeam,
        "Leads the data team. Approves into test and prod.");

    public static SandboxPerson Marek { get; } = new(
        new("0b6e5d70-7d3a-4c60-8f4e-1f0c5b8a0003"), "Marek Novák", "marek-novak", "Approver", "Data engineering", DataTeam,
        "The second signature for prod.");

    public static SandboxPerson Amara { get; } = new(
        new("0b6e5d70-7d3a-4c60-8f4e-1f0c5b8a0004"), "Amara Okafor", "amara-okafor", "Approver", "Platform", Platform,
        "Approves too, from the platform's side.");

    public static SandboxPerson Jonas { get; } = new(
        new("0b6e5d70-7d3a-4c60-8f4e-1f0c5b8a0005"), "Jonas Lindqvist", "jonas-lindqvist", "Admin", "Platform", Platform,
        "Requests, cancels and quarantines, starts runs, watches tokens and infrastructure. Does not approve.");

    public static SandboxPerson Tom { get; } = new(
        new("0b6e5d70-7d3a-4c60-8f4e-1f0c5b8a0006"), "Tom Whitfield", "tom-whitfield", "Approver", "Data engineering", DataTeam,
        "Writes commits, so he cannot approve those.");

    public static SandboxPerson Priya { get; } = new(
        new("0b6e5d70-7d3a-4c60-8f4e-1f0c5b8a0007"), "Priya Raman", "priya-raman", "Viewer", "Data engineering", DataTeam,
        "Writes commits and watches them travel.");

    public static IReadOnlyList<SandboxPerson> All { get; } = [Nora, Helen, Marek, Amara, Jonas, Tom, Priya];

    /// <summary>By e-mail address, login or object id.</summary>
    public static SandboxPerson? Find(string? text) => All.FirstOrDefault(person =>
        string.Equals(person.Email, text, StringComparison.OrdinalIgnoreCase)
        || string.Equals(person.Login, text, StringComparison.OrdinalIgnoreCase)
        || string.Equals(person.ObjectId.ToString(), text, StringComparison.OrdinalIgnoreCase));
}
