namespace ReleasePortal.Core.Tests.Architecture;

/// <summary>A rule about a namespace that holds nothing passes without looking. So every namespace that a rule names
/// has to exist.</summary>
public sealed class NamespaceTests
{
    [Theory]
    [InlineData("Core", "Pipelines", "People", "Releases", "Promotions", "Promotions.ApprovalRules", "Deployments", "Deployments.Steps")]
    [InlineData("Core", "Bundles", "Provisioning", "Tokens", "Audit", "Changes", "Persistence")]
    [InlineData("Core", "Clients.GitHub", "Clients.Azure", "Clients.Databricks")]
    [InlineData("Portal", "Ui", "Shell", "Board", "Releases", "Promotions", "Deployments", "Tokens", "Audit", "SignIn")]
    [InlineData("Cli", "Verbs")]
    [InlineData("Sandbox", "Entra", "GitHub", "Arm", "Databricks")]
    public void A_folder_of_the_house_is_not_empty(string project, params string[] folders)
    {
        var types = CodeMap.Of(BuiltFiles.AssemblyOf(project));

        var empty = folders.Where(folder => !types.Any(type => type.IsIn($"ReleasePortal.{project}.{folder}")));

        empty.ShouldBeEmpty(project);
    }

    [Fact]
    public void The_portal_has_components_to_look_at()
    {
        var types = CodeMap.Of(BuiltFiles.AssemblyOf("Portal"));

        types.Count(type => Components.IsComponent(type, types)).ShouldBeGreaterThan(5);
    }
}
