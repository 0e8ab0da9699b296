using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using ReleasePortal.Portal.Shell;
using ReleasePortal.Portal.SignIn;

namespace ReleasePortal.Portal.Tests.SignIn;

public sealed class EveryPageTests
{
    static readonly Type[] Public = [typeof(NotFoundPage), typeof(ErrorPage), typeof(NoAccessPage), typeof(SignedOutPage)];

    public static TheoryData<Type> Pages =>
        [.. typeof(App).Assembly.GetTypes().Where(type => type.GetCustomAttributes<RouteAttribute>().Any())];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Says_who_may_see_it(Type page)
    {
        if (Public.Contains(page))
        {
            page.GetCustomAttribute<AllowAnonymousAttribute>().ShouldNotBeNull();
            return;
        }

        page.GetCustomAttribute<AllowAnonymousAttribute>().ShouldBeNull();
        page.GetCustomAttribute<AuthorizeAttribute>().ShouldNotBeNull().Policy.ShouldBeOneOf(Policies.See, Policies.Act);
    }
}
