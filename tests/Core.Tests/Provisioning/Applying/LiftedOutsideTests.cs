using ReleasePortal.Core.Provisioning;

namespace ReleasePortal.Core.Tests.Provisioning.Applying;

/// <summary>What somebody lifts in Azure costs no approvals: the plan is right, and the person is told what to do.</summary>
public sealed class LiftedOutsideTests : ProvisioningTest
{
    const string Policies = "Resource 'stdlukdev' was disallowed by policy. Policy identifiers: "
        + """'[{\"policyAssignment\":{\"name\":\"Allowed locations\",\"id\":\"/p\"},\"policyDefinition\":{\"name\":\"d\",\"id\":\"/d\"}}]'.""";

    [Theory]
    [InlineData(409, "MissingSubscriptionRegistration", "No.", "the resource provider Microsoft.Storage is not registered in the subscription. Somebody who may does it: az provider register --namespace Microsoft.Storage")]
    [InlineData(404, "SubscriptionNotRegistered", "No.", "the resource provider Microsoft.Storage is not registered in the subscription.")]
    [InlineData(409, "ScopeLocked", "Locked by '/x'.", "a lock is in the way. Remove it in the Azure portal (Settings, Locks). Locked by '/x'.")]
    [InlineData(409, "ReadOnlyDisabledSubscription", "No.", "the subscription is disabled and can only be read.")]
    [InlineData(409, "SkuNotAvailable", "No.", "Azure has none left in this region for the subscription.")]
    [InlineData(400, "QuotaExceeded", "250 of 250.", "a quota of the subscription is used up. Have it raised in the Azure portal (Quotas), or free what is not needed. 250 of 250.")]
    [InlineData(409, "MaxStorageAccountsCountPerSubscriptionExceeded", "No.", "a quota of the subscription is used up.")]
    [InlineData(400, "SubnetsHaveNoServiceEndpointsConfigured", "Subnets: x.", "a subnet of AllowedSubnets lacks its service endpoints.")]
    [InlineData(400, "PublicIPCountLimitReached", "No.", "a quota of the subscription is used up.")]
    [InlineData(403, "RequestDisallowedByPolicy", Policies, "a policy of the company ('Allowed locations') forbids it.")]
    public async Task Who_takes_what_away_is_told_and_the_plan_stays_right(int status, string code, string message, string told)
    {
        Refuse(status, code, message);

        var fault = await Should.ThrowAsync<ProvisioningException>(ApplyAsync);

        fault.IsLiftable.ShouldBeTrue();
        fault.Faults.ShouldHaveSingleItem().ShouldStartWith($"Storage account stdlukdev: {told}");
    }

    [Fact]
    public async Task Any_other_refusal_is_told_without_the_id_and_spends_the_plan()
    {
        Refuse(400, "InvalidRequestContent", "The request content was invalid.");

        var fault = await Should.ThrowAsync<ProvisioningException>(ApplyAsync);

        fault.IsLiftable.ShouldBeFalse();
        fault.Faults.ShouldBe(["Storage account stdlukdev: Azure refused it. InvalidRequestContent: The request content was invalid."]);
    }

    void Refuse(int status, string code, string message) => Clients.Sandbox.Faults.Add(new()
    {
        Method = "PUT",
        Path = "*/storageAccounts/stdlukdev",
        Status = status,
        Times = null,
        Body = $$$"""{"error":{"code":"{{{code}}}","message":"{{{message}}}"}}""",
    });
}
