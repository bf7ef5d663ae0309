/** German words that say nothing of what somebody wants; shorter ones are left out anyway. */
export const german = `
aber alle allem allen aller alles als also and andere anderem anderen anderer anderes auch auf aus bei beim bereits bin bis bist bitte brauche
dabei dadurch dafür dagegen daher dahin damals damit danach danke dann daran darauf daraus darf darin darum darunter darüber das dass dasselbe
davon davor dazu daß dein deine deinem deinen deiner dem den denen denn dennoch der deren derselbe des deshalb dessen dich die dies diese
diesem diesen dieser dieses dir doch dort durch eben ein eine einem einen einer eines einfach einige einigen einiger einiges einmal erst etwa
etwas euch euer eure eurem euren eurer falls fast ganz gar gegen gehabt geht genau gerade gern gerne gewesen gibt gute guten gutem guter habe haben
habt hallo hat hatte hatten heute hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres immer ins irgend ist jede jedem jeden
jeder jedes jedoch jene jenem jenen jener jenes jetzt kann kannst kein keine keinem keinen keiner keines können könnte könnten leider machen
macht mal man manche manchem manchen mancher manches mehr mein meine meinem meinen meiner meines mich mir mit morgen möchte möchten
muss musste muß müssen müsste nach nachdem neben nein nicht nichts noch nun nur oben oder ohne schon sehr sei sein seine seinem seinen
seiner seines seit selbst sich sie sind solche solchem solchen solcher solches soll sollen sollte sollten sondern sonst sowie tag tun über
und uns unser unsere unserem unseren unter vielen vielleicht viel viele vom von vor war waren warum was weg wegen weil weiter welche
welchem welchen welcher welches wenn wer werde werden weshalb wie wieder will wir wird wirklich wissen wohl wollen wollte worden wurde wurden
während wäre wären würde würden zum zur zwar zwischen
`.match(/\S+/g)
