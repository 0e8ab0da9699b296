using ReleasePortal.Core.Pipelines;
using ReleasePortal.Core.Provisioning.Resources;

namespace ReleasePortal.Core.Provisioning.Settings;

/// <summary>One address is one workspace. Stages may share it, if they mean the same one;
/// else a bundle would go to another workspace than the settings name.</summary>
static class SharedAddresses
{
    public static IEnumerable<SettingFault> FaultsBetween(DescribedStage first, DescribedStage second)
    {
        if (second.Stage.WorkspaceUrl.Authority.Length > 0
            && string.Equals(AddressOf(first), AddressOf(second), StringComparison.OrdinalIgnoreCase)
            && Contradiction(first, second) is { } but)
        {
            yield return new(
                nameof(StageOptions.WorkspaceUrl),
                $"'{AddressOf(second)}' is also {first.Key}:{nameof(StageOptions.WorkspaceUrl)}, "
                + $"and one address is one workspace; but {but}.");
        }
    }

    static string? Contradiction(DescribedStage first, DescribedStage second) => (IdOf(first), IdOf(second)) switch
    {
        _ when !string.Equals(first.Stage.WorkspaceName, second.Stage.WorkspaceName, StringComparison.OrdinalIgnoreCase) =>
            $"{Named(second)}, and {Named(first)}",
        ({ } there, { } here) when !string.Equals(there, here, StringComparison.OrdinalIgnoreCase) =>
            $"{Meant(second)}, and {Meant(first)}",
        _ => null,
    };

    static string AddressOf(DescribedStage stage) => stage.Stage.WorkspaceUrl.GetLeftPart(UriPartial.Authority);

    /// <summary>Without the subscription, which an adopted workspace names and one that is made does not.</summary>
    static string? IdOf(DescribedStage stage) => stage.Resources.Workspace is not null
        && new Workspace(stage.Resources).Id is var id
            && id.IndexOf("/resourceGroups/", StringComparison.OrdinalIgnoreCase) is > 0 and var group
        ? id[group..]
        : null;

    static string Named(DescribedStage stage) => $"{stage.Key}:{nameof(StageOptions.WorkspaceName)} is '{stage.Stage.WorkspaceName}'";

    static string Meant(DescribedStage stage)
    {
        var setting = $"{stage.Key}:{nameof(StageOptions.Infrastructure)}";
        return stage.Resources.Workspace?.AdoptedId is { } adopted
            ? $"{setting}:{nameof(InfrastructureOptions.WorkspaceId)} is '{adopted}'"
            : $"{setting}:{nameof(InfrastructureOptions.CreateWorkspace)} makes it in {stage.Stage.ResourceGroup}";
    }
}
