namespace ReleasePortal.Core.Provisioning;

/// <param name="Setting">The property of <see cref="StageResources"/>, which is also the last part of its key.</param>
/// <param name="Problem">A sentence for the person who sets it.</param>
public sealed record SettingFault(string Setting, string Problem)
{
    public override string ToString() => $"{Setting}: {Problem}";
}
