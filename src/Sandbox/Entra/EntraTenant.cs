using System.Security.Cryptography;

namespace ReleasePortal.Sandbox.Entra;

/// <summary>The fixed ids of the sandbox's tenant, and secrets that are new at every start.</summary>
public sealed class EntraTenant
{
    /// <summary>The resource that a token for Azure Databricks is asked for: the same id in every tenant.</summary>
    public const string DatabricksResource = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

    public const string ManagementResource = "https://management.azure.com";

    public Guid Id { get; } = new("4c3b1a52-6d2f-4b8e-9a77-2f5d8c1e9f10");

    public Guid SubscriptionId { get; } = new("9d1f2c34-5b6a-4e7f-8091-a2b3c4d5e6f7");

    public Guid PortalClientId { get; } = new("b7a9c3e1-2f4d-4a6b-8c0e-1d3f5a7b9c02");

    public string PortalClientSecret { get; } = NewSecret();

    /// <summary>The application that deploys: a service principal called nanba-release.</summary>
    public Guid ReleaseClientId { get; } = new("e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d04");

    public Guid ReleaseObjectId { get; } = new("e4d2b0f8-6a8c-4e1b-9f3d-7c5a3e1b9d05");

    public string ReleaseName => "nanba-release";

    public string ReleaseClientSecret { get; } = NewSecret();

    static string NewSecret() => "sbx~" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
}
