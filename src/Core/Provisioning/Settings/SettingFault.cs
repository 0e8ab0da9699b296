using ReleasePortal.Core.Pipelines;

namespace ReleasePortal.Core.Provisioning.Settings;

/// <param name="Setting">The key below the stage, like <c>StorageAccount</c> or <c>Infrastructure:Network</c>.</param>
/// <param name="Problem">A sentence for the person who sets it.</param>
public sealed record SettingFault(string Setting, string Problem)
{
    /// <summary>A fault of the section that <see cref="InfrastructureOptions"/> is.</summary>
    public static SettingFault OfInfrastructure(string setting, string problem) =>
        new($"{nameof(StageOptions.Infrastructure)}:{setting}", problem);

    public override string ToString() => $"{Setting}: {Problem}";
}
