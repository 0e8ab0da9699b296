namespace ReleasePortal.Sandbox.Arm;

/// <summary>How a type answers a PUT that creates.</summary>
enum CreateStyle
{
    /// <summary>201 with the finished resource.</summary>
    Immediate,

    /// <summary>202 without a body; the Location header leads to the result.</summary>
    Location,

    /// <summary>201 with the unfinished resource; the Azure-AsyncOperation header leads to the operation.</summary>
    AsyncOperation,

    /// <summary>201 with the unfinished resource and no header: the client looks at its provisioningState.</summary>
    ProvisioningState,
}

static class ArmLongRunning
{
    /// <summary>The ways the real providers go, so that a client meets all of them.</summary>
    public static CreateStyle StyleOf(string type) => type.ToLowerInvariant() switch
    {
        "microsoft.storage/storageaccounts" => CreateStyle.Location,
        "microsoft.databricks/workspaces" => CreateStyle.AsyncOperation,
        "microsoft.network/privateendpoints" or "microsoft.network/virtualnetworks" => CreateStyle.AsyncOperation,
        "microsoft.network/privatednszones" or "microsoft.network/privatednszones/virtualnetworklinks" => CreateStyle.AsyncOperation,
        "microsoft.network/privateendpoints/privatednszonegroups" or "microsoft.network/networksecuritygroups" =>
            CreateStyle.AsyncOperation,
        "microsoft.network/publicipaddresses" or "microsoft.network/natgateways" => CreateStyle.AsyncOperation,
        "microsoft.databricks/accessconnectors" => CreateStyle.AsyncOperation,
        "microsoft.keyvault/vaults" => CreateStyle.ProvisioningState,
        _ => CreateStyle.Immediate,
    };
}
