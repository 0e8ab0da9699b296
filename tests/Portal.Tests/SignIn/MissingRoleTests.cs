using ReleasePortal.Core.Tests;
using ReleasePortal.Portal.SignIn;

namespace ReleasePortal.Portal.Tests.SignIn;

public sealed class MissingRoleTests : PageTest
{
    [Fact]
    public void Somebody_without_the_role_reads_which_one_is_needed_and_which_one_they_hold()
    {
        SignIn(TestPortal.Nora);

        Render<SignInOrRefuse>().Markup.ShouldContain("It needs the role Approver or Admin; you are Viewer.");
    }
}
