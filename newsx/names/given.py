"""Given names that men or women bear, by general knowledge; `courtesy` and `newsx.quotes` ask whom "he" and "she" may mean."""

from __future__ import annotations

from typing import Literal

from newsx.names.forms import person_form
from newsx.names.tables import word_set

Gender = Literal["m", "f"]

_MEN = word_set(
    """john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew
    joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott
    frank benjamin gregory samuel raymond patrick alexander jack dennis jerry tyler aaron henry peter adam nathan douglas zachary walter kyle
    harold carl jeremy keith roger arthur terry lawrence sean christian albert joe ethan austin jesse willie billy bryan bruce ralph roy eugene
    louis philip bobby johnny bradley barack donald joe mohammed mohamed muhammad ahmed ali hassan ibrahim omar yusuf carlos juan jose luis
    jorge miguel pedro antonio francisco manuel javier rafael fernando ivan vladimir sergei dmitry andrei pierre jean francois hans klaus
    bill tom jim bob mike dave dan steve ben sam matt chris tim jeff greg tony nick rick ted ken ron don jimmy tommy charlie eddie fred
    harry max leo oliver noah liam lucas logan mason jackson mitch newt rand bernie marco mitt rudy corey reince grant glenn brad todd craig
    chuck russell ross phil alan allen allan neil ian graham colin duncan angus hugh simon martin victor vincent leonard stanley norman
    howard gordon geoffrey nigel trevor clive barry derek darren wayne shaun shane brett troy dean dale earl ernest alfred herbert clifford
    warren wesley dwight curtis clarence marvin melvin leroy lloyd gerald gilbert edwin edgar felix hugo oscar otto karl heinz jurgen jens
    lars sven nils erik bjorn magnus mikael anders ole jan piet pieter johan johannes willem dirk stefan wolfgang helmut gerhard horst dieter
    uwe markus matthias tobias sebastian florian giovanni giuseppe mario luigi marco matteo paolo roberto sergio silvio alessandro andrea
    lorenzo stefano emmanuel nicolas jacques michel philippe laurent olivier alain bernard claude didier thierry yves guy gerard henri
    alejandro alberto alfonso alfredo andres arturo diego eduardo emilio enrique ernesto esteban felipe gabriel gerardo guillermo gustavo
    hector hugo ignacio jaime joaquin julio leonardo lorenzo marcelo martin mauricio nicolas oscar pablo ramon raul ricardo roberto rodrigo
    ruben salvador santiago sergio vicente victor joao paulo tiago thiago caio luiz jair geraldo aecio
    aleksandr alexei alexey anatoly anton boris denis evgeny igor konstantin leonid maxim mikhail nikita nikolai oleg pavel roman ruslan
    sergey stanislav vasily viktor vitaly volodymyr vyacheslav yevgeny yuri petro arseniy mykola
    abdul abdullah abdulla abdel abdelaziz abdulaziz abdulrahman abubakar adel adnan ahmad akbar amir anwar arif asif ashraf ayman aziz bashar
    bilal farhan farooq faisal fahad hamad hamid hamza haroon hasan hussein hossein husain imran ismail jamal kamal karim khaled khalid
    mahathir mahmoud mahmud mansour marwan mehdi mohammad mohamad mohsen moussa musa mustafa mustapha nabil nasser nawaz nouri omar osama othman
    qasim rashid rashad reza saad saeed said salah salem salim salman sami shahbaz sharif suleiman sulaiman syed tariq umar usman walid
    waleed yahya yasin yasser younis youssef yousef zahid zaki ziad recep tayyip mehmet ahmet mustafa huseyin murat kemal emre hakan
    ajay ajit amit anil anand arjun arun arvind ashok atul deepak dinesh ganesh gopal hari harish karthik kiran krishna kumar lalit mahesh
    manish manmohan manoj mohan mukesh narendra naresh naveen nikhil nitin pankaj pradeep prakash pranab prashant rahul raj rajesh rajeev rajiv
    rajnath rakesh ram ramesh ravi rohit sachin sandeep sanjay satish shashi shivraj sonu srinivas subhash sudhir sunil suresh sushil uddhav
    vijay vikram vinod vivek yogesh lalu nitish mahinda gotabaya ranil maithripala sarath
    kwame kofi kwasi kojo yaw kwabena nana chidi chukwuma emeka ikechukwu obinna olusegun oluwaseun goodluck muhammadu yemi babatunde femi segun
    tunde uhuru raila mwai kipchoge kamau njoroge otieno odhiambo ochieng wafula juma hamisi jakaya julius yoweri kizza thabo jacob cyril
    sipho themba tendai robert emmerson morgan nelson ernest hailemariam abiy girma haile tesfaye
    hiroshi takeshi kenji shinzo taro junichiro akira satoshi yoshihiko yukio naoto fumio kazuo makoto hideki daisuke
    joko prabowo susilo bambang budi agus hendra rizal anwar najib zahid benigno rodrigo ferdinand jejomar antonio manny
    thaksin prayut abhisit suthep somchai"""
)
_WOMEN = word_set(
    """ada mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna
    michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura cynthia amy kathleen angela shirley brenda emma anna pamela
    nicole samantha katherine christine helen debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth
    virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann
    kathryn abigail sophia frances jean alice judy isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana
    brittany doris kayla alexis lori jane hillary melania fatima aisha amina zainab carmen rosa lucia ana elena olga natalia irina anastasia
    ivanka chelsea kellyanne carly megyn huma donna debbie wendy tina tammy tracy stacy stacey cindy mindy kathy kathie cathy katie kate katy
    kim jill jenny jen beth betsy becky sally peggy patty patti maggie meg molly polly annie anne nina nora norma claire clara chloe zoe
    eleanor ellen elaine eileen erin eva eve faith fiona florence gail gemma georgia geraldine gina gwen harriet hazel heidi hilary hope
    ingrid irene iris ivy jasmine jeanne jeannie jo joanna joanne jodi josephine june kara karin kirsten kristen kristin kristina kristine
    leah leslie lillian lily lindsay lindsey liz loretta louise lucy lydia lynn lynne mandy marcia margo margot marianne marie marjorie
    marlene maureen maxine meredith miranda miriam monica monique muriel nadine naomi natasha nicola pat paula penelope penny phyllis rhonda
    rita roberta robin rosalind rosemary roxanne sabrina sheila shelley sherry sonia stella sue susanna suzanne sylvia tanya tara
    theresa tiffany valerie vanessa vera veronica vicki vicky vivian wanda yvonne yvette
    alejandra alicia beatriz bianca camila carla carolina catalina cecilia claudia cristina daniela delia dilma dolores emilia esperanza
    gabriela graciela guadalupe ines isabel jimena juana juliana leticia liliana lorena lourdes lucia luisa luz magdalena manuela marcela
    margarita mariana marina marisol marta mercedes michelle monica noemi patricia paola pilar raquel rocio rosario sofia soledad susana
    valentina veronica viviana yolanda ximena marine segolene martine brigitte francoise chantal nathalie sylvie isabelle anne-marie sophie
    celine aurelie camille juliette amelie giulia chiara francesca federica giorgia silvia ilaria elisa alessia simona
    angela ursula annegret gudrun heike inge katrin petra sabine silke ulrike annette birgit monika renate astrid greta karin kerstin
    yulia julia tatiana tatyana svetlana ekaterina yekaterina galina lyudmila ludmila nadezhda oksana polina valentina yelena maria daria
    fatimah khadija khadijah mariam maryam nadia nour noor rania salma samira shireen soraya yasmin yasmine zahra zeinab leila layla hanan
    huda asma benazir malala hina maryam sherry asma nawal tawakkol emine meral elif ayse fatma
    sonia indira priyanka pratibha sushma smriti mamata mayawati jayalalithaa nirmala sheila anjali anita asha deepa divya gita geeta indu jaya
    kavita kiran lakshmi lata madhuri meena meera neha nisha pooja priya radha rekha rani ritu sarita savita seema shanti shobha sunita swati
    uma usha vandana vasundhara chandrika hasina khaleda
    oby winnie nkosazana graca ellen joyce wangari martha akosua ama abena adwoa efua yaa afua funmilayo folake bukola
    chioma ngozi adaeze ifeoma amaka nkechi wanjiku njeri akinyi achieng atieno wambui mumbi thandi lindiwe zodwa naledi nomvula
    megawati retno susi puan imelda leni corazon gloria miriam leila risa grace yingluck sudarat
    yuriko makiko seiko tomoko keiko yoko naoko junko carrie"""
)


def given_gender(name: str) -> Gender | None:
    """Return whether men or women bear the given name a full name begins with; None where both do or nobody knows."""
    tokens = person_form(name).tokens
    given = tokens[0] if tokens else ""
    if (given in _MEN) == (given in _WOMEN):
        return None
    return "m" if given in _MEN else "f"
